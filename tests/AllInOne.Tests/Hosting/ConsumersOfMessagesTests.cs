using System.Text.RegularExpressions;
using Marketplace.AllInOne.Hosting;
using Marketplace.Contracts;
using Marketplace.Platform.Hosting;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.AllInOne.Tests.Hosting;

/// <summary>
/// The catalogue of messages, contracts/README.md, names every consumer: compared with the subscriptions of the services.
/// </summary>
public sealed partial class ConsumersOfMessagesTests
{
    /// <summary>Whose queue it is, by what its name begins with.</summary>
    static readonly Dictionary<string, string> _serviceOfQueue = new()
    {
        ["catalog"] = "Catalog",
        ["ordering"] = "Ordering",
        ["units"] = "PurchasingUnits",
        ["logistics"] = "Logistics",
        ["crediting"] = "Crediting",
        ["accounts"] = "Accounts",
    };

    [Fact]
    public void The_catalogue_names_exactly_the_services_that_consume_a_message()
    {
        var consumers = Consumers();
        foreach (var (message, from, to) in Catalogue())
        {
            Assert.Equal($"{message} from {message.Split('.')[0]}", $"{message} from {from}");
            var expected = string.Join(", ", consumers[message].Distinct().Order(StringComparer.Ordinal));
            var named = to.StartsWith("whoever", StringComparison.Ordinal)
                ? ""
                : string.Join(", ", to.Split(", ").Order(StringComparer.Ordinal));
            Assert.Equal($"{message} to {expected}", $"{message} to {named}");
        }
    }

    [Fact]
    public void A_message_is_declared_unheard_exactly_when_no_service_consumes_it()
    {
        var consumers = Consumers();
        var withoutConsumer = Catalogue().Select(entry => entry.Message).Where(message => !consumers.Contains(message));

        Assert.Equal(withoutConsumer.Order(StringComparer.Ordinal), UnheardMessages.All.Select(NameOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_message_says_in_its_remarks_who_consumes_it()
    {
        foreach (var consumed in Consumers())
        {
            var source = File.ReadAllText(Repository.PathOf(["contracts", .. consumed.Key.Split('.')]) + ".cs");
            var remarks = Remarks().Match(source).Groups["to"].Value;
            Assert.All(
                consumed,
                service => Assert.True(remarks.Contains(service, StringComparison.Ordinal), $"{consumed.Key} does not name {service}."));
        }
    }

    static ILookup<string, string> Consumers()
    {
        // No file is opened and no server asked before the host is built.
        string[] connections = [.. AllServices.Databases.Select(name => $"--ConnectionStrings:{name}=Host=127.0.0.1;Database={name}")];
        var host = ServiceHost.Create(connections, "catalogue", typeof(UnheardMessages).Assembly, UnheardMessages.All);
        AllServices.Add(host);
        return host.Subscriptions.All
            .SelectMany(subscription => subscription.Messages, (subscription, message) => (subscription.Queue, Message: message))
            .ToLookup(consumed => NameOf(consumed.Message), consumed => _serviceOfQueue[consumed.Queue.Split('.')[0]]);
    }

    static string NameOf(Type message) => message.FullName!["Marketplace.Contracts.".Length..];

    static IEnumerable<(string Message, string From, string To)> Catalogue() =>
        from line in File.ReadLines(Repository.PathOf("contracts", "README.md"))
        where line.StartsWith("| `", StringComparison.Ordinal)
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        select (cells[1].Trim('`'), cells[2], cells[3]);

    [GeneratedRegex(@"/// <remarks>(?:\n/// )?From .*?\bTo\b(?<to>.*?)</remarks>", RegexOptions.Singleline)]
    private static partial Regex Remarks();
}
