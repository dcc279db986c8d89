"""The competency framework (KCM) and what each person holds in it."""
