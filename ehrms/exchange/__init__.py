"""Exchange: dated imports from HR systems, staged, shown before they count, applied by a job."""
