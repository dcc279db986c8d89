"""The one writer of tables that leave the platform: CSV and XLSX, safe to open, with who asked and as of when."""
