using Microsoft.AspNetCore.Http;

namespace Marketplace.Platform.Web;

/// <summary>A problem in both languages, before the caller's language is known.</summary>
sealed record Refusal(int Status, string Code, string Zh, string En, string? Field = null)
{
    public IReadOnlyList<CheckFault> Faults { get; init; } = [];

    /// <summary>For 429 and 503: when to come again.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>One refusal for all faults of a request: the first speaks for it, the list names them all.</summary>
    public static Refusal Of(IReadOnlyList<CheckFault> faults) =>
        new(StatusCodes.Status400BadRequest, faults[0].Code, faults[0].Zh, faults[0].En, faults[0].Field) { Faults = faults };

    public ProblemException Thrown() => new(this);
}
