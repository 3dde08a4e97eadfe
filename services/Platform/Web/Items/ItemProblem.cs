namespace Marketplace.Platform.Web;

/// <summary>Why one item of a request was refused: what a request for it alone would have been answered.</summary>
public sealed record ItemProblem
{
    /// <summary>The HTTP status code that the item alone would have got.</summary>
    public required int Status { get; init; }

    /// <summary>A stable name for programs; texts may change, codes don't.</summary>
    public required string Code { get; init; }

    /// <summary>The place in the item that is wrong, such as "lines[2].quantity".</summary>
    public string? Field { get; init; }

    /// <summary>What is wrong and what to do, in Chinese.</summary>
    public required string Zh { get; init; }

    /// <summary>What is wrong and what to do, in English.</summary>
    public required string En { get; init; }

    internal static ItemProblem Of(Exception failure) => Of(ProblemAnswers.Explain(failure));

    internal static ItemProblem Of(Refusal refusal) => new()
    {
        Status = refusal.Status,
        Code = refusal.Code,
        Field = refusal.Field,
        Zh = refusal.Zh,
        En = refusal.En,
    };
}
