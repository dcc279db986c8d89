"""Every page of the site, and who opens it: walked by the tests that look at pages as a reader does."""
