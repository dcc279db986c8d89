"""e-HRMS: officials, postings and exchange with HR systems."""
