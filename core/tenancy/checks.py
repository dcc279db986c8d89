"""Is the runtime role really fenced? Asked at start and by /readyz."""

from django.db import connection

QUESTIONS = {
    "is a superuser": "SELECT rolsuper FROM pg_roles WHERE rolname = session_user",
    "may bypass row security": "SELECT rolbypassrls FROM pg_roles WHERE rolname = session_user",
    "owns a table": "SELECT EXISTS (SELECT FROM pg_class WHERE relkind IN ('r', 'p')"
    " AND pg_get_userbyid(relowner) = session_user)",
    "inherits another role": "SELECT EXISTS (SELECT FROM pg_auth_members"
    " WHERE member = session_user::regrole AND inherit_option)",
}


def runtime_role_problems() -> list[str]:
    """Sentences that say why the web and worker's database role is not safe; empty when it is."""
    with connection.cursor() as cursor:
        problems = []
        for problem, question in QUESTIONS.items():
            cursor.execute(question)
            if cursor.fetchone()[0]:
                problems.append(f"The database role of DATABASE_URL {problem}; use karmayogi_runtime.")
        return problems
