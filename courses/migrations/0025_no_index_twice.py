from django.db import migrations

from core.database.operations import DropOwnIndexes


class Migration(migrations.Migration):
    dependencies = [("courses", "0024_questions_one_at_a_time")]

    operations = [
        DropOwnIndexes(
            [
                ("Accommodation", "organisation"),
                ("Answer", "attempt"),
                ("Assignment", "person"),
                ("Attempt", "enrolment"),
                ("Captions", "resource"),
                ("Certificate", "person"),
                ("Chapters", "resource"),
                ("Completion", "organisation"),
                ("Completion", "person"),
                ("Contribution", "version"),
                ("CourseVersion", "offering"),
                ("Enrolment", "organisation"),
                ("Enrolment", "person"),
                ("H5PState", "enrolment"),
                ("H5PStatement", "enrolment"),
                ("ItemChoice", "question_version"),
                ("LateAnswer", "attempt"),
                ("LearningDay", "person"),
                ("Module", "version"),
                ("NationalSearchEntry", "owner"),
                ("Note", "person"),
                ("OrganisationSearchEntry", "owner"),
                ("OrganisationSearchWord", "owner"),
                ("OutlineChange", "version"),
                ("PaperQuestion", "paper"),
                ("PaperSection", "paper"),
                ("ProgressBatch", "home_organisation_id"),
                ("ProgressBatch", "organisation"),
                ("ProgressBatch", "session"),
                ("ProgressSession", "home_organisation_id"),
                ("ProgressSession", "organisation"),
                ("ProgressSession", "person"),
                ("QuestionVersion", "question"),
                ("Rating", "offering"),
                ("RatingReport", "rating"),
                ("Rendition", "resource"),
                ("Resource", "module"),
                ("Resource", "version"),
                ("ResourceProgress", "enrolment"),
                ("ResourceProgress", "person"),
                ("ReviewComment", "version"),
                ("ReviewDecision", "version"),
                ("ScoInteraction", "session"),
                ("ScoSession", "enrolment"),
                ("ScoState", "enrolment"),
                ("ScoTrial", "resource"),
                ("VersionCompetency", "version"),
            ]
        ),
    ]
