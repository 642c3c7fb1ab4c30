export const formatMarks = (markdown: string): string => markdown
