"""Making courses, for programs: the same actions as the pages, at the same addresses under /api/v1/.

Reading an organisation's courses needs `courses.authoring.view`; each endpoint that writes declares its own permission.
"""
