import { idOf, lineUserIdOf, type Town, type TownCustomer, type TownOfficer, type TownStaff, type TownStore } from './town.ts'

const customer = (key: string, facts: Omit<TownCustomer, 'key' | 'id' | 'lineUserId'>): TownCustomer => ({ key, id: idOf(key), lineUserId: lineUserIdOf(key), ...facts })
const staff = (key: string, facts: Omit<TownStaff, 'key' | 'id' | 'lineUserId'>): TownStaff => ({ key, id: idOf(key), lineUserId: lineUserIdOf(key), ...facts })
const officer = (key: string, facts: Omit<TownOfficer, 'key' | 'id' | 'lineUserId' | 'loginId'>): TownOfficer => ({ key, id: idOf(key), lineUserId: lineUserIdOf(key), loginId: key, ...facts })
const store = (code: string, facts: Omit<TownStore, 'id' | 'code'>): TownStore => ({ id: idOf(code), code, ...facts })

/** The small town that a newcomer plays with and that the browser tests click through: あおば市. */
export function practiceTown(): Town {
  return {
    customers: [
      customer('hana', { code: 'C-7F3K', name: '山田 花子', kana: 'ヤマダ ハナコ', birthYear: 1954, phone: '09000000001', textSize: 'largest', balance: 13_000n, smallStoreBalance: 4_000n, registered: true }),
      customer('ken', { code: 'C-2M9P', name: '佐藤 健', kana: 'サトウ ケン', birthYear: 1991, phone: '09000000002', textSize: 'standard', balance: 0n, registered: false }),
      customer('ichiro', { code: 'C-4H8T', name: '鈴木 一郎', kana: 'スズキ イチロウ', birthYear: 1979, phone: '09000000003', textSize: 'standard', balance: 20_000n, registered: true }),
      // Works at the greengrocer's too: for playing a payment in one's own store.
      customer('sho', { code: 'C-9W6D', name: '青木 翔', kana: 'アオキ ショウ', birthYear: 1998, phone: '09000000012', textSize: 'standard', balance: 5_000n, registered: true }),
    ],
    stores: [
      store('S-0142', {
        number: '482731', name: 'みどり青果店', area: 'あおば市本町', phone: '022-000-0142', latitude: 38.2688, longitude: 140.8721, size: 'small', photo: 'S-0142.png',
        staff: [
          staff('midori-owner', { code: 'ST-01', name: '緑川 みどり', phone: '09000000011', loginId: 'midori01', role: 'owner' }),
          staff('midori-clerk', { code: 'ST-02', name: '青木 翔', phone: '09000000012', loginId: 'midori02', role: 'clerk' }),
        ],
      }),
      store('S-0077', {
        number: '730418', name: '田中電器', area: 'あおば市駅前', phone: '022-000-0077', latitude: 38.2601, longitude: 140.8802, size: 'large', photo: 'S-0077.png',
        staff: [staff('tanaka-owner', { code: 'ST-03', name: '田中 実', phone: '09000000013', loginId: 'tanaka01', role: 'owner' })],
      }),
      store('S-0203', {
        number: '155290', name: '喫茶あかり', area: 'あおば市本町', phone: '022-000-0203', latitude: 38.2675, longitude: 140.8710, size: 'small', photo: 'S-0203.png',
        staff: [staff('akari-owner', { code: 'ST-04', name: '明石 あかり', phone: '09000000014', loginId: 'akari01', role: 'owner' })],
      }),
    ],
    officers: [
      officer('takahashi', { number: '01', name: '高橋', role: 'officer' }),
      officer('nakamura', { number: '02', name: '中村', role: 'officer' }),
      officer('ito', { number: '03', name: '伊藤', role: 'chief' }),
      officer('kansa', { number: '04', name: '監査', role: 'auditor' }),
    ],
    payments: [],
  }
}
