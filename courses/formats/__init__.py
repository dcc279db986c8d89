"""Reading what providers bring: questions in GIFT and XLSX, videos, documents, captions, text. Pure; no tables."""
