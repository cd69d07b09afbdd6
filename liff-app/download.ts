import { useMutation } from '@tanstack/react-query'
import { api } from './api.ts'
import { openOutside } from './platform/liff.ts'
import type { downloadLinkMade } from '../server/sign-in/contract.ts'
import type { z } from 'zod'

/** Saves a file of ours: asks for a link that works without cookies and opens it where files can be saved. */
export const useDownload = () =>
  useMutation({
    mutationFn: async (path: string) => {
      const link = await api.post<z.infer<typeof downloadLinkMade>>('/api/download-links', { path })
      openOutside(new URL(link.path, location.href).href)
    },
  })
