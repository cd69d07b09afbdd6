// mimamori-line-sandbox
import type { FastifyInstance } from 'fastify'
import type { Platform } from '../platform.ts'
import { refuse } from '../refusal.ts'
import { check } from './rules/check.ts'
import { richMenu, richMenuBodies } from './rules/rich-menu.ts'

type MenuPath = { Params: { richMenuId: string } }
type PersonPath = { Params: { userId: string } }
type LinkPath = { Params: { userId: string; richMenuId: string } }
type AliasPath = { Params: { richMenuAliasId: string } }

export function richMenuRoutes(site: FastifyInstance, { richMenus, people }: Platform): void {
  const { aliases } = richMenus
  const shown = (richMenuId: string) => ({ ...richMenus.get(richMenuId) })
  const alias = (richMenuAliasId: string): string => {
    const richMenuId = aliases.get(richMenuAliasId)
    if (richMenuId === undefined) throw refuse(404, 'richmenu alias not found')
    return richMenuId
  }

  site.post('/v2/bot/richmenu', async (request) => ({ richMenuId: richMenus.create(check(richMenu, request.body)) }))
  site.post('/v2/bot/richmenu/validate', async (request) => {
    check(richMenu, request.body)
    return {}
  })
  site.get('/v2/bot/richmenu/list', async () => ({ richmenus: richMenus.all() }))
  site.get<MenuPath>('/v2/bot/richmenu/:richMenuId', async (request) => shown(request.params.richMenuId))
  site.delete<MenuPath>('/v2/bot/richmenu/:richMenuId', async (request) => {
    richMenus.remove(request.params.richMenuId)
    return {}
  })

  site.post<MenuPath>('/v2/bot/richmenu/:richMenuId/content', async (request) => {
    const kind = request.headers['content-type'] ?? ''
    if (!/^image\/(png|jpeg)$/.test(kind)) throw refuse(415, 'Content-Type must be image/jpeg or image/png')
    richMenus.setImage(request.params.richMenuId, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
    return {}
  })
  site.get<MenuPath>('/v2/bot/richmenu/:richMenuId/content', async (request, reply) => {
    const image = richMenus.image(request.params.richMenuId)
    if (!image) throw refuse(404, 'richmenu image not found')
    return reply.type(image.contentKind).send(image.bytes)
  })

  site.post<MenuPath>('/v2/bot/user/all/richmenu/:richMenuId', async (request) => {
    richMenus.setDefault(request.params.richMenuId)
    return {}
  })
  site.get('/v2/bot/user/all/richmenu', async () => {
    const richMenuId = richMenus.defaultId()
    if (richMenuId === undefined) throw refuse(404, 'no default richmenu')
    return { richMenuId }
  })
  site.delete('/v2/bot/user/all/richmenu', async () => {
    richMenus.setDefault(undefined)
    return {}
  })

  site.post<LinkPath>('/v2/bot/user/:userId/richmenu/:richMenuId', async (request) => {
    const { userId, richMenuId } = request.params
    richMenus.get(richMenuId)
    if (!people.find(userId)) throw refuse(400, 'user not found')
    richMenus.link(userId, richMenuId)
    return {}
  })
  site.get<PersonPath>('/v2/bot/user/:userId/richmenu', async (request) => {
    const richMenuId = richMenus.linkedTo(request.params.userId)
    if (richMenuId === undefined) throw refuse(404, 'the user has no richmenu')
    return { richMenuId }
  })
  site.delete<PersonPath>('/v2/bot/user/:userId/richmenu', async (request) => {
    richMenus.unlink(request.params.userId)
    return {}
  })
  site.post('/v2/bot/richmenu/bulk/link', async (request, reply) => {
    const { richMenuId, userIds } = check(richMenuBodies.bulkLink, request.body)
    for (const userId of userIds) richMenus.link(userId, richMenuId)
    return reply.code(202).send({})
  })
  site.post('/v2/bot/richmenu/bulk/unlink', async (request, reply) => {
    const { userIds } = check(richMenuBodies.bulkUnlink, request.body)
    for (const userId of userIds) richMenus.unlink(userId)
    return reply.code(202).send({})
  })

  site.post('/v2/bot/richmenu/alias', async (request) => {
    const { richMenuAliasId, richMenuId } = check(richMenuBodies.alias, request.body)
    richMenus.get(richMenuId)
    if (aliases.has(richMenuAliasId)) throw refuse(400, 'conflict richmenu alias id')
    aliases.set(richMenuAliasId, richMenuId)
    richMenus.changed()
    return {}
  })
  site.get('/v2/bot/richmenu/alias/list', async () => ({ aliases: [...aliases].map(([richMenuAliasId, richMenuId]) => ({ richMenuAliasId, richMenuId })) }))
  site.get<AliasPath>('/v2/bot/richmenu/alias/:richMenuAliasId', async (request) => {
    const { richMenuAliasId } = request.params
    return { richMenuAliasId, richMenuId: alias(richMenuAliasId) }
  })
  site.post<AliasPath>('/v2/bot/richmenu/alias/:richMenuAliasId', async (request) => {
    alias(request.params.richMenuAliasId)
    const { richMenuId } = check(richMenuBodies.aliasChange, request.body)
    richMenus.get(richMenuId)
    aliases.set(request.params.richMenuAliasId, richMenuId)
    richMenus.changed()
    return {}
  })
  site.delete<AliasPath>('/v2/bot/richmenu/alias/:richMenuAliasId', async (request) => {
    alias(request.params.richMenuAliasId)
    aliases.delete(request.params.richMenuAliasId)
    richMenus.changed()
    return {}
  })
}
