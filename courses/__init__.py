"""Digital learning: catalogue, enrolment, progress, assessment, certificates, authoring."""
