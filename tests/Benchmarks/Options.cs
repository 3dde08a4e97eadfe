using System.Globalization;

namespace Marketplace.Benchmarks;

/// <summary>What to drive, how hard and for how long.</summary>
/// <param name="Against">The edge of a running marketplace.</param>
/// <param name="Data">The folder of deploy/local, for process ids and the database password.</param>
/// <param name="WarmUp">How long is driven before anything counts; .NET needs 20 to 30 seconds.</param>
/// <param name="Lasting">How long each phase is measured.</param>
/// <param name="Clients">Who place orders one after another in the first phase.</param>
/// <param name="Rate">Orders a second in the second phase, whatever the answers take.</param>
/// <param name="Suppliers">Over how many suppliers the four lines of an order go.</param>
/// <param name="Json">Where the figures are written.</param>
sealed record Options(Uri Against, string Data, TimeSpan WarmUp, TimeSpan Lasting, int Clients, int Rate, int Suppliers, string Json)
{
    public static Options Read(string[] args)
    {
        var given = args.Chunk(2).ToDictionary(
            pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? throw new ArgumentException($"{pair[0]} needs a value."));
        string Text(string name, string value) => given.Remove(name, out var text) ? text : value;
        int Number(string name, int value) =>
            int.Parse(Text(name, value.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        var options = new Options(
            new Uri(Text("--against", "http://127.0.0.1:8080")),
            Text("--data", Path.Combine(".data", "local")),
            TimeSpan.FromSeconds(Number("--warm-up", 25)),
            TimeSpan.FromSeconds(Number("--seconds", 60)),
            Number("--clients", 16),
            Number("--rate", 100),
            Number("--suppliers", 1),
            Text("--json", Path.Combine(".data", "benchmark.json")));
        return given.Count == 0 ? options : throw new ArgumentException($"Unknown option {given.Keys.First()}.");
    }
}
