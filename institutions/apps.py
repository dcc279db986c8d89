from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "institutions"

    def ready(self) -> None:
        from institutions.roles.principal import second_step_policy

        second_step_policy()  # a wrong word in the settings stops the process, with its sentence
