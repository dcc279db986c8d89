"""How passwords are hashed, and what that costs on purpose."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """19 MiB, two passes, one lane: the least that OWASP's password storage cheat sheet recommends for Argon2id.

    A guess costs an attacker memory as well as time, so a card with thousands of cores gains little; and a core of ours
    still carries a morning's rush (bench/login.py). Django's own 100 MiB and eight lanes would hold four times the
    memory of a whole web process for each sign-in.
    """

    time_cost = 2
    memory_cost = 19_456  # KiB
    parallelism = 1
