"""What a number of trials says at least and at most, with a stated doubt (Clopper and Pearson; chi-squared)."""

from dataclasses import dataclass

from scipy.special import betaincinv, chdtri


@dataclass(frozen=True, slots=True)
class Guesses:
    right: int
    of: int

    @property
    def accuracy(self) -> float:
        return self.right / self.of

    def at_least(self, doubt: float) -> float:
        """Return the lower bound of how often a guess is right, which is too high with this chance."""
        return float(betaincinv(self.right, self.of - self.right + 1, doubt)) if self.right else 0.0

    def at_most(self, doubt: float) -> float:
        return 1 - Guesses(self.of - self.right, self.of).at_least(doubt)


def variance_at_most(squares: float, numbers: int, doubt: float) -> float:
    """Return the upper bound of a variance, from the sum of so many squares of independent numbers around 0."""
    return squares / float(chdtri(numbers, 1 - doubt))
