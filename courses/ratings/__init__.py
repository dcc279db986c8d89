"""What learners say of a course they completed: a rating from 1 to 5 with words, the provider's reply, moderation."""
