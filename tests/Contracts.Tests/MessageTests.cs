using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Platform.Messaging;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Contracts.Tests;

/// <summary>Every message is catalogued, has a real example, and can be read by today's code as it was written then.</summary>
public sealed class MessageTests
{
    static readonly string[] Services = ["Catalog", "Ordering", "PurchasingUnits", "Logistics", "Crediting"];

    /// <summary>A message is a class of a service's contracts that no other contract is made of.</summary>
    public static TheoryData<string> Messages { get; } = [.. AllMessages().Select(NameOf).Order(StringComparer.Ordinal)];

    /// <summary>Examples as they lie in the folder: old ones stay beside new ones.</summary>
    public static TheoryData<string> Examples { get; } =
        [.. Directory.GetFiles(Repository.PathOf("contracts", "examples"), "*.json")
            .Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Messages))]
    public void A_message_is_in_the_catalogue_and_has_an_example(string message)
    {
        var catalogue = File.ReadAllText(Repository.PathOf("contracts", "README.md"));
        Assert.Contains($"| `{message}` |", catalogue, StringComparison.Ordinal);
        Assert.True(
            File.Exists(Repository.PathOf("contracts", "examples", $"{message}.json")),
            $"Add a real message as contracts/examples/{message}.json.");
    }

    [Fact]
    public void The_catalogue_names_no_message_that_does_not_exist()
    {
        var known = AllMessages().Select(NameOf).ToHashSet(StringComparer.Ordinal);
        var catalogued = File.ReadLines(Repository.PathOf("contracts", "README.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.Empty(catalogued.Except(known, StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Examples))]
    public void An_example_is_read_and_written_back_unchanged(string example)
    {
        // "Ordering.OrderSubmitted.2.json" is a further example of the same message.
        var name = string.Join('.', example.Split('.')[..2]);
        var type = AllMessages().Single(message => NameOf(message) == name);
        var text = File.ReadAllText(Repository.PathOf("contracts", "examples", example));

        var message = JsonSerializer.Deserialize(text, type, MessageTypes.Json);

        var written = JsonSerializer.SerializeToNode(message, type, MessageTypes.Json);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), written), $"Written back it is\n{written}");
    }

    [Theory, MemberData(nameof(Messages))]
    public void A_message_says_where_it_comes_from_and_for_whom_it_is(string message)
    {
        var source = File.ReadAllText(Repository.PathOf(["contracts", .. message.Split('.')]) + ".cs");
        Assert.Matches(@"/// <remarks>(?:\n/// )?From \w+", source);
        Assert.Contains($"namespace Marketplace.Contracts.{message.Split('.')[0]};", source, StringComparison.Ordinal);
    }

    /// <summary>Also those that another message carries: they have an example of their own, which parts have not.</summary>
    static IEnumerable<Type> AllMessages()
    {
        var contracts = typeof(Money).Assembly.GetExportedTypes();
        var parts = contracts.SelectMany(type => type.GetProperties()).SelectMany(property => Parts(property.PropertyType)).ToHashSet();
        return contracts.Where(type => type is { IsClass: true, IsNested: false }
            && Services.Any(service => type.Namespace == $"Marketplace.Contracts.{service}")
            && (!parts.Contains(type) || File.Exists(Repository.PathOf("contracts", "examples", $"{NameOf(type)}.json"))));
    }

    static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [type];

    static string NameOf(Type message) => message.FullName!["Marketplace.Contracts.".Length..];
}
