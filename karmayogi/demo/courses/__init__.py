"""The demo's courses: a folder each with Markdown, GIFT and TOML that translators can read, and what loads them.

course.toml      title, summary, outcomes, competencies, sources and the outline, in English and Hindi
<text>.md        a reading; <text>.hi.md is the same in Hindi
slides.md        the film: its headings and points, one caption each; film.mp4 is drawn from it, film.hi.mp4 from
                 slides.hi.md (make_demo_films)
handout.md       the document; its PDF is drawn by typst while loading
questions.gift   the pool; questions.hi.gift asks the same in the same order
"""
