using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.Rulebook.Tests.Notation;

/// <summary>
/// An entry in the notation of the cases: "P F01 4651.30 Direct Late posted 2024-02 recognised 2024-01-15 flag Auto Verified version 2".
/// What is not written is not compared.
/// </summary>
public sealed record WrittenEntry
{
    static readonly Dictionary<string, PairingTier> Tiers = new()
    {
        ["P"] = PairingTier.Province,
        ["C"] = PairingTier.City,
        ["K"] = PairingTier.County,
        ["U"] = PairingTier.Unit,
    };

    static readonly string[] Modes = ["Direct", "Assisted"];
    static readonly string[] Types = ["Original", "Late", "Return", "PriceAdjust", "Void", "ReclassOut", "ReclassIn"];
    static readonly string[] Evidence = ["Recognised", "Verified"];

    public Scheme? Scheme { get; init; }

    public PairingTier Tier { get; init; }

    /// <summary>The pairing, designation or quota plan by name; null for "–".</summary>
    public string? Holder { get; init; }

    public long AmountFen { get; init; }

    public string? Mode { get; init; }

    public string? Type { get; init; }

    public string? Posted { get; init; }

    public string? Recognised { get; init; }

    public string? Event { get; init; }

    public string? EvidenceState { get; init; }

    public string? RuleSet { get; init; }

    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>What became of the line where there is no entry: "Unpaired".</summary>
    public string? Outcome { get; init; }

    /// <summary>Why: "FacilitatorNamedLate".</summary>
    public string? Reason { get; init; }

    /// <summary>What of the amount is subsidy.</summary>
    public long? SubsidisedFen { get; init; }

    /// <summary>In the trade unit of the line.</summary>
    public string? Quantity { get; init; }

    public bool IsNone => Holder is null;

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is not written so.</exception>
    public static WrittenEntry Parse(string text)
    {
        var words = new Queue<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Scheme? scheme = Enum.TryParse<Scheme>(words.Peek(), out var named) ? named : null;
        if (scheme is not null)
        {
            words.Dequeue();
        }

        var letter = Next(words, text);
        var tier = Tiers.TryGetValue(letter, out var known)
            ? known
            : throw Unreadable(text, $"{letter} is no tier: write P, C, K or U");
        var holder = Next(words, text);
        if (holder == "–")
        {
            return new WrittenEntry
            {
                Scheme = scheme,
                Tier = tier,
                Outcome = words.TryDequeue(out var outcome) ? outcome : null,
                Reason = words.TryDequeue(out var reason) ? reason : null,
            };
        }

        var entry = new WrittenEntry { Scheme = scheme, Tier = tier, Holder = holder, AmountFen = Written.Money(Next(words, text)).Fen };
        while (words.TryDequeue(out var word))
        {
            entry = word switch
            {
                _ when Modes.Contains(word) => entry with { Mode = word },
                _ when Types.Contains(word) => entry with { Type = word },
                _ when Evidence.Contains(word) => entry with { EvidenceState = word },
                "posted" => entry with { Posted = Next(words, text) },
                "recognised" => entry with { Recognised = Next(words, text) },
                "event" => entry with { Event = Next(words, text) },
                "subsidised" => entry with { SubsidisedFen = Written.Money(Next(words, text)).Fen },
                "qty" => entry with { Quantity = Next(words, text) },
                "version" => entry with { RuleSet = Next(words, text) },
                "flag" => entry with { Flags = [.. entry.Flags, Next(words, text)] },
                _ => throw Unreadable(text, $"{word} is not known"),
            };
        }

        return entry;
    }

    /// <summary>How a tier is written.</summary>
    public static string LetterOf(PairingTier tier) => Tiers.Single(pair => pair.Value == tier).Key;

    /// <summary>Leaves of an entry as it is what this one writes, so that both can be compared as texts.</summary>
    public WrittenEntry Like(WrittenEntry written) => this with
    {
        Scheme = written.Scheme is null ? null : Scheme,
        Mode = written.Mode is null ? null : Mode,
        Type = written.Type is null ? null : Type,
        Posted = written.Posted is null ? null : Posted,
        Recognised = written.Recognised is null ? null : Recognised,
        Event = written.Event is null ? null : Event,
        EvidenceState = written.EvidenceState is null ? null : EvidenceState,
        RuleSet = written.RuleSet is null ? null : RuleSet,
        SubsidisedFen = written.SubsidisedFen is null ? null : SubsidisedFen,
        Quantity = written.Quantity is null ? null : Quantity,
        Flags = [.. Flags.Where(written.Flags.Contains)],
    };

    public override string ToString()
    {
        IEnumerable<string?> words =
        [
            Scheme?.ToString(),
            LetterOf(Tier),
            Holder ?? "–",
            Holder is null ? null : (AmountFen / 100m).ToString("0.00", CultureInfo.InvariantCulture),
            Mode,
            Type,
            Posted is null ? null : $"posted {Posted}",
            Recognised is null ? null : $"recognised {Recognised}",
            Event is null ? null : $"event {Event}",
            EvidenceState,
            SubsidisedFen is not { } fen ? null : $"subsidised {(fen / 100m).ToString("0.00", CultureInfo.InvariantCulture)}",
            Quantity is null ? null : $"qty {Quantity}",
            RuleSet is null ? null : $"version {RuleSet}",
            .. Flags.Select(flag => $"flag {flag}"),
            Outcome,
            Reason,
        ];
        return string.Join(' ', words.Where(word => word is not null));
    }

    static string Next(Queue<string> words, string text) =>
        words.TryDequeue(out var word) ? word : throw Unreadable(text, "a word is missing");

    static FormatException Unreadable(string text, string why) => new($"\"{text}\" is no entry: {why}.");
}
