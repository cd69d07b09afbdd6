/** Where photos of one fact check go and are seen, and how many an answer or an addition may have. */
export const photosOf = (factCheckId: string) => ({
  uploadTo: `/api/store/fact-checks/${encodeURIComponent(factCheckId)}/photos`,
  viewAt: storePhoto,
  most: 5,
})

export const storePhoto = (id: string): string => `/api/store/evidence/${id}`
