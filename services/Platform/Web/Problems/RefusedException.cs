namespace Marketplace.Platform.Web;

/// <summary>A refusal by the kernel itself, such as a missing Idempotency-Key.</summary>
sealed class RefusedException(Refusal refusal) : ProblemException(refusal.Status, refusal.Code, refusal.Zh, refusal.En, refusal.Field)
{
    public Refusal Refusal { get; } = refusal;
}
