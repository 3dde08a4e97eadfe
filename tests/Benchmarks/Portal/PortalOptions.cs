using System.Globalization;

namespace Marketplace.Benchmarks.Portal;

/// <summary>How large the portal's marketplace is and how many use it.</summary>
/// <param name="Against">Where it is reached.</param>
/// <param name="Data">The folder of deploy/local, for process ids and the passwords.</param>
/// <param name="Orders">How many orders there are to be.</param>
/// <param name="People">How many are signed in.</param>
/// <param name="Lasting">How long they click.</param>
sealed record PortalOptions(Uri Against, string Data, int Orders, int People, TimeSpan Lasting)
{
    /// <exception cref="ArgumentException">An option is not known, or has no value.</exception>
    public static PortalOptions Read(string[] args)
    {
        var given = args.Chunk(2).ToDictionary(
            pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? throw new ArgumentException($"{pair[0]} needs a value."));
        string Text(string name) => given.Remove(name, out var text) ? text : throw new ArgumentException($"{name} is missing.");
        int Number(string name, int value) => given.Remove(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : value;
        var options = new PortalOptions(
            new Uri(Text("--against")), Text("--data"),
            Number("--orders", 2_000_000), Number("--people", 200), TimeSpan.FromSeconds(Number("--seconds", 60)));
        return given.Count == 0 ? options : throw new ArgumentException($"Unknown option {given.Keys.First()}.");
    }
}
