using System.Globalization;

namespace Marketplace.Benchmarks;

/// <summary>What to measure, how hard and for how long.</summary>
sealed record Options
{
    static readonly string[] AllPhases = ["cold", "placing", "road"];

    /// <summary>The edge of a running marketplace.</summary>
    public required Uri Against { get; init; }

    /// <summary>The folder of deploy/local, for process ids and the passwords.</summary>
    public required string Data { get; init; }

    /// <summary>Of cold, placing and road those that are wanted.</summary>
    public required IReadOnlyList<string> Phases { get; init; }

    /// <summary>How long the whole road is driven before anything but "cold" counts; .NET needs 20 to 30 seconds.</summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>How long each combination of clients and lines places.</summary>
    public required TimeSpan PlacingFor { get; init; }

    /// <summary>How long the road is driven, at each of the two rates.</summary>
    public required TimeSpan RoadFor { get; init; }

    /// <summary>How many clients place at a time, one order after another.</summary>
    public required IReadOnlyList<int> Clients { get; init; }

    /// <summary>How many lines the orders of the placing phase have.</summary>
    public required IReadOnlyList<int> Lines { get; init; }

    /// <summary>Orders a second that the machine can hold.</summary>
    public required int Rate { get; init; }

    /// <summary>Orders a second that it cannot; 0 leaves that out.</summary>
    public required int Overload { get; init; }

    /// <summary>Over how many suppliers the lines of an order go.</summary>
    public required int Suppliers { get; init; }

    /// <summary>How many suppliers sell in each lane.</summary>
    public required int SuppliersPerLane { get; init; }

    /// <summary>How many units buy in each lane.</summary>
    public required int BuyersPerLane { get; init; }

    /// <summary>How many shipments a lorry carries; 1 for each shipment on its own.</summary>
    public required int Trip { get; init; }

    /// <summary>How many of the statements that took most time are told for each phase.</summary>
    public required int Statements { get; init; }

    /// <summary>Where the figures are written.</summary>
    public required string Json { get; init; }

    /// <summary>The figures of an earlier run to compare with; null when there are none.</summary>
    public required string? Compare { get; init; }

    /// <exception cref="ArgumentException">An option or phase is not known, or has no value.</exception>
    public static Options Read(string[] args)
    {
        var given = args.Chunk(2).ToDictionary(
            pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? throw new ArgumentException($"{pair[0]} needs a value."));
        string? TextOrNone(string name) => given.Remove(name, out var text) ? text : null;
        string Text(string name, string value) => TextOrNone(name) ?? value;
        int Number(string name, int value) => TextOrNone(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : value;
        int[] Numbers(string name, string value) =>
            [.. Text(name, value).Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        var options = new Options
        {
            Against = new Uri(Text("--against", "http://127.0.0.1:8080")),
            Data = Text("--data", Path.Combine(".data", "local")),
            Phases = Text("--phases", string.Join(',', AllPhases)).Split(','),
            WarmUp = TimeSpan.FromSeconds(Number("--warm-up", 25)),
            PlacingFor = TimeSpan.FromSeconds(Number("--placing-seconds", 10)),
            RoadFor = TimeSpan.FromSeconds(Number("--road-seconds", 30)),
            Clients = Numbers("--clients", "1,8,16"),
            Lines = Numbers("--lines", "1,4,100"),
            Rate = Number("--rate", 8),
            Overload = Number("--overload", 30),
            Suppliers = Number("--suppliers", 1),
            SuppliersPerLane = Number("--suppliers-per-lane", 3),
            BuyersPerLane = Number("--buyers-per-lane", 10),
            Trip = Number("--trip", 1),
            Statements = Number("--statements", 0),
            Json = Text("--json", Path.Combine(".data", "benchmark.json")),
            Compare = TextOrNone("--compare"),
        };
        if (given.Count > 0)
        {
            throw new ArgumentException($"Unknown option {given.Keys.First()}.");
        }

        return options.Phases.Except(AllPhases).FirstOrDefault() is { } unknown
            ? throw new ArgumentException($"Unknown phase {unknown}; there are {string.Join(", ", AllPhases)}.")
            : options;
    }
}
