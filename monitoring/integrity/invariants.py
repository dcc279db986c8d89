"""What must always agree, each as one statement that returns what does not: subject, expected, found.

A completion younger than a minute may still wait for its certificate, so it is left out.
"""

SETTLED = "k.completed_at < %(now)s - interval '1 minute'"

INVARIANTS: dict[str, tuple[str, str]] = {
    # name: (how many things are compared, which of them break it)
    "completion_has_one_certificate": (
        f"SELECT count(*) FROM courses_completion k WHERE {SETTLED}",
        f"""SELECT k.uuid::text, '1', count(c.id)::text FROM courses_completion k
            LEFT JOIN courses_certificate c ON c.completion_uuid = k.uuid AND c.state <> 'superseded'
            WHERE {SETTLED}
            GROUP BY k.uuid HAVING count(c.id) <> 1""",
    ),
    "certificate_has_a_completion": (
        "SELECT count(*) FROM courses_certificate",
        """SELECT c.uuid::text, 'a completion', 'none' FROM courses_certificate c
           WHERE NOT EXISTS (SELECT FROM courses_completion k WHERE k.uuid = c.completion_uuid)""",
    ),
    "certificate_and_public_face_agree": (
        "SELECT count(*) FROM courses_certificate",
        """SELECT c.uuid::text, c.state, coalesce(f.state, 'none') FROM courses_certificate c
           LEFT JOIN courses_certificateface f ON f.number = c.number WHERE f.state IS DISTINCT FROM c.state""",
    ),
    "enrolment_and_completion_agree": (
        "SELECT count(*) FROM courses_enrolment",
        """SELECT e.uuid::text, e.state, CASE WHEN k.id IS NULL THEN 'no completion' ELSE 'completion' END
           FROM courses_enrolment e LEFT JOIN courses_completion k ON k.enrolment_id = e.id
           WHERE (e.state = 'completed') <> (k.id IS NOT NULL)""",
    ),
    "completion_is_in_the_passbook": (
        """SELECT count(*) FROM courses_completion k
           JOIN courses_versioncompetency v ON v.version_id = k.version_id""",
        """SELECT k.uuid::text, v.competency_id || ' at level ' || v.level, 'none' FROM courses_completion k
           JOIN courses_versioncompetency v ON v.version_id = k.version_id
           WHERE NOT EXISTS (SELECT FROM competencies_attainment a WHERE a.person_id = k.person_id
                             AND a.competency_id = v.competency_id AND a.level = v.level)""",
    ),
    "places_are_counted": (
        "SELECT count(*) FROM courses_batchplaces",
        """SELECT b.uuid::text, p.taken || '/' || p.waiting, e.taken || '/' || e.waiting FROM courses_batchplaces p
           JOIN courses_batch b ON b.id = p.batch_id AND b.capacity IS NOT NULL
           JOIN LATERAL (SELECT count(*) FILTER (WHERE state IN ('open', 'completed')) AS taken,
                                count(*) FILTER (WHERE state = 'waiting') AS waiting
                         FROM courses_enrolment WHERE batch_id = b.id) AS e ON true
           WHERE (p.taken, p.waiting) <> (e.taken, e.waiting)""",
    ),
    "figures_are_those_counted_from_the_facts": (
        "SELECT count(*) FROM monitoring_leafday",
        """SELECT o.code || ' ' || f.day, coalesce(l.completed, 0)::text, f.completed::text
           FROM (SELECT organisation_id, (completed_at AT TIME ZONE 'Asia/Kolkata')::date AS day, count(*) AS completed
                 FROM courses_completion k WHERE k.completed_at < %(now)s - interval '1 minute'
                   AND (completed_at AT TIME ZONE 'Asia/Kolkata')::date < %(today)s GROUP BY 1, 2) AS f
           JOIN institutions_organisation o ON o.id = f.organisation_id
           LEFT JOIN (SELECT organisation_id, day, completed_a + completed_b + completed_c + completed_d AS completed
                      FROM monitoring_leafday) AS l USING (organisation_id, day)
           WHERE coalesce(l.completed, 0) <> f.completed""",
    ),
    "sums_are_those_of_the_cells": (
        "SELECT count(*) FROM monitoring_subtreeday",
        """SELECT s.organisation_id || ' ' || s.day, cells.completed::text,
                  (s.completed_a + s.completed_b + s.completed_c + s.completed_d)::text
           FROM monitoring_subtreeday s
           JOIN (SELECT above, l.day, sum(l.completed_a + l.completed_b + l.completed_c + l.completed_d) AS completed
                 FROM monitoring_leafday l JOIN institutions_organisation o ON o.id = l.organisation_id,
                      unnest(o.path) AS above GROUP BY 1, 2) AS cells
             ON cells.above = s.organisation_id AND cells.day = s.day
           WHERE cells.completed <> s.completed_a + s.completed_b + s.completed_c + s.completed_d""",
    ),
}
