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
                ("QuestionVersion", "question"),
                ("Rating", "offering"),
                ("RatingReport", "rating"),
                ("Rendition", "resource"),
                ("Resource", "module"),
                ("Resource", "version"),
                ("ResourceProgress", "enrolment"),
                ("ReviewComment", "version"),
                ("ReviewDecision", "version"),
                ("ScoInteraction", "session"),
                ("ScoSession", "enrolment"),
                ("ScoState", "enrolment"),
                ("ScoTrial", "resource"),
                ("VersionCompetency", "version"),
            ]
        ),
        # Nobody asked for these orders, and a moment that each report moves must not be in an index: PostgreSQL then
        # writes a row's new state into every index of the table.
        migrations.RemoveIndex(model_name="progresssession", name="session_clock"),
        migrations.RemoveIndex(model_name="resourceprogress", name="resource_progress_recent"),
    ]
