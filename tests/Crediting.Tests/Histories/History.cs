using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Tests.Histories;

/// <summary>What happened to a ledger, in the order in which it consumed it.</summary>
/// <param name="Seed">From which it was made; a history that was made smaller keeps it.</param>
/// <param name="Steps">What happened.</param>
sealed record History(int Seed, IReadOnlyList<Step> Steps)
{
    static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>For people, and to be kept with a failure: a step a line, as JSON.</summary>
    public override string ToString()
    {
        var steps = Steps.Select(step => JsonSerializer.Serialize(new { step.At, Type = step.What.GetType().Name, step.What }, Readable));
        return $"{{\"seed\":{Seed},\"steps\":[\n{string.Join(",\n", steps)}\n]}}";
    }
}

/// <summary>Something that happened.</summary>
/// <param name="At">What the clock of the ledger says; it may go back.</param>
/// <param name="What">
/// A message of the contracts, a command as the journal keeps it, or one of the steps below, which depend on the ledger.
/// </param>
sealed record Step(DateTimeOffset At, object What);

/// <summary>An official decides one of the open holds, if there is any.</summary>
sealed record DecideSomeHold(int Which, bool IsReleased);

/// <summary>An official decides one of the proposed corrections, if there is any.</summary>
sealed record DecideSomeCorrection(int Which, bool IsApproved);

/// <summary>The months up to so many before this one are closed, if they are not.</summary>
sealed record CloseMonths(int Before);

/// <summary>A rule set is filed, for sales from so many days before today on, if their month is open.</summary>
sealed record FileParameters(int DaysBefore, RuleParameters Parameters);

/// <summary>The service starts again on the same database.</summary>
sealed record Restart;

/// <summary>A message that was consumed before comes again under another id.</summary>
sealed record Redeliver(int Which);
