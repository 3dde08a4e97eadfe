namespace Marketplace.Platform.Web;

/// <summary>Carries a refusal of the web layer itself, such as a missing Idempotency-Key, to <see cref="ProblemAnswers"/>.</summary>
sealed class ProblemException(Refusal refusal) : Exception(refusal.En)
{
    public Refusal Refusal { get; } = refusal;
}
