// mimamori-line-sandbox
//
// The LIFF bridge: a classic script that the practice town's index.html loads before the app, so that the unmodified
// LIFF SDK talks to the LINE sandbox instead of LINE. The sandbox fills the three placeholders below when it serves it.
//
// 1. A LIFF window of the town starts with tokens in the URL hash. In LINE every LIFF window begins with empty session
//    storage, so what an earlier window left is dropped first: the SDK keeps an old ID token in preference to a new one.
// 2. fetch and XMLHttpRequest to LINE's hosts go to the sandbox.
// 3. Navigations to LINE's hosts are caught by the Navigation API. In a phone of the town they become a wish to the town
//    (a LIFF window belongs to one person, so a login must not ask a cookie that all phones share).
// 4. `window.mimamoriLiffPlugin` replaces what only the LINE app can do. The app installs it with `liff.use(plugin)`
//    before `liff.init`:  scanCodeV2, closeWindow, openWindow, isApiAvailable('scanCodeV2').
//
// Messages to the town: { mimamori: 'line-sandbox', wish, id?, … } to TOWN only.
//   wish: 'scan' {id} · 'close' · 'open' {url, external} · 'login' {url} · 'title' {title} · 'codes' {codes: [{label, text}]}
// Answer from the town: { mimamori: 'line-sandbox', answer: id, value } accepted from TOWN and from our parent only.
;(function () {
  'use strict'
  const SANDBOX = '__SANDBOX_ORIGIN__'
  const TOWN = '__TOWN_ORIGIN__'
  const LIFF_ID = '__LIFF_ID__'
  const MARK = 'line-sandbox'
  const inPhone = window.parent !== window

  startLikeLine()
  talkToSandbox()
  catchNavigations()
  if (inPhone) reportTitleAndEscape()
  if (inPhone) reportCodes()
  window.mimamoriLiffPlugin = { name: 'mimamori-sandbox', install: install }

  function startLikeLine() {
    const hash = new URLSearchParams(location.hash.slice(1))
    if (hash.has('access_token') && hash.has('feature_token')) {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith('LIFF_STORE:')) sessionStorage.removeItem(key)
      sessionStorage.setItem('LIFF_STORE:isInClient', '1')
    }
    // With LINE's user agent the SDK waits for the native bridge before it starts; a browser that only pretends has none.
    if (/Line\/\d/.test(navigator.userAgent) && !window._liff) {
      window._liff = { features: {}, postMessage: (name) => void (name === 'closeWindow' && wish('close')) }
    }
  }

  function isLineHost(host) {
    return host === 'line.me' || host.endsWith('.line.me') || host.endsWith('.line-scdn.net')
  }

  /** The same address at the sandbox when it is one of LINE's, otherwise unchanged. */
  function played(address) {
    const url = new URL(address, document.baseURI)
    return isLineHost(url.hostname) ? SANDBOX + url.pathname + url.search : address
  }

  function talkToSandbox() {
    const realFetch = window.fetch.bind(window)
    window.fetch = function (input, init) {
      if (!(input instanceof Request)) return realFetch(played(String(input)), init)
      const address = played(input.url)
      return realFetch(address === input.url ? input : new Request(address, input), init)
    }
    const realOpen = XMLHttpRequest.prototype.open
    XMLHttpRequest.prototype.open = function (method, address, ...rest) {
      return realOpen.call(this, method, played(String(address)), ...rest)
    }
    // The SDK adds one script element for extensions of very old LINE apps.
    const source = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src')
    Object.defineProperty(HTMLScriptElement.prototype, 'src', {
      ...source,
      set: function (address) {
        source.set.call(this, played(String(address)))
      },
    })
  }

  function catchNavigations() {
    if (!window.navigation) return
    window.navigation.addEventListener('navigate', (event) => {
      const url = new URL(event.destination.url)
      const isScheme = url.protocol === 'liff:' || url.protocol === 'line:'
      if (!event.cancelable || !(isScheme || isLineHost(url.hostname))) return
      event.preventDefault()
      // The cancelled navigation must be over before another one begins.
      setTimeout(() => goInstead(url), 0)
    })
  }

  function goInstead(url) {
    if (url.protocol === 'liff:') return url.href.startsWith('liff://close') ? wish('close') : undefined
    if (url.hostname === 'access.line.me') {
      // A window that starts has its path still in liff.state; otherwise the page itself is where to come back to.
      if (inPhone) return wish('login', { url: url.searchParams.get('redirect_uri') || withoutLiffParts(location.href) })
      return location.assign(SANDBOX + url.pathname + url.search)
    }
    if (inPhone) return wish('open', { url: url.href, external: false })
    const inside = '/' + LIFF_ID
    if (url.hostname.startsWith('liff') && url.pathname.startsWith(inside)) {
      const rest = url.pathname.slice(inside.length) + url.search + url.hash
      return location.assign(location.origin + '/' + (rest ? '?liff.state=' + encodeURIComponent(rest) : ''))
    }
    location.assign(SANDBOX + url.pathname + url.search)
  }

  function withoutLiffParts(address) {
    const url = new URL(address)
    const state = url.searchParams.get('liff.state')
    if (state) return url.origin + (state.startsWith('/') ? '' : '/') + state
    for (const name of [...url.searchParams.keys()]) if (/^(code|state|liff.*)$/.test(name)) url.searchParams.delete(name)
    url.hash = ''
    return url.href
  }

  function wish(kind, more) {
    if (inPhone) window.parent.postMessage({ mimamori: MARK, wish: kind, ...more }, TOWN)
  }

  function ask(kind) {
    const id = crypto.randomUUID()
    return new Promise((resolve) => {
      window.addEventListener('message', function listen(event) {
        const said = event.data
        if (event.origin !== TOWN || event.source !== window.parent) return
        if (!said || said.mimamori !== MARK || said.answer !== id) return
        window.removeEventListener('message', listen)
        resolve(typeof said.value === 'string' ? said.value : null)
      })
      wish(kind, { id })
    })
  }

  function reportTitleAndEscape() {
    const report = () => wish('title', { title: document.title })
    new MutationObserver(report).observe(document.head, { childList: true, subtree: true, characterData: true })
    document.addEventListener('DOMContentLoaded', report)
    window.addEventListener('keydown', (event) => {
      // A dialog of the app has the first claim on Escape.
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (document.querySelector('[role="dialog"], [role="listbox"], dialog[open]')) return
      wish('close')
    })
  }

  /** What another phone's camera would see: a page marks its codes with `data-code-text`. */
  function reportCodes() {
    let told = '[]'
    const look = () => {
      const codes = [...document.querySelectorAll('[data-code-text]')].map((code) => ({ label: code.getAttribute('aria-label') || '', text: code.getAttribute('data-code-text') || '' }))
      if (JSON.stringify(codes) === told) return
      told = JSON.stringify(codes)
      wish('codes', { codes: codes })
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-code-text', 'aria-label'] })
  }

  function install(context) {
    if (!inPhone) return
    const liff = context.liff
    const isApiAvailable = liff.isApiAvailable
    liff.isApiAvailable = (name) => name === 'scanCodeV2' || isApiAvailable(name)
    liff.scanCodeV2 = async () => ({ value: await ask('scan') })
    liff.closeWindow = () => wish('close')
    liff.openWindow = (asked) => {
      if (!asked || typeof asked.url !== 'string') throw new Error('Invalid parameters for liff.openWindow()')
      wish('open', { url: new URL(asked.url, document.baseURI).href, external: asked.external === true })
    }
  }
})()
