using System.Text.RegularExpressions;
using Xunit;

namespace Marketplace.House.Tests;

/// <summary>One verb, one file; and each has a test file of its name, so that a newcomer finds the test of a verb in one step.</summary>
public sealed partial class VerbTests
{
    public static TheoryData<string> ServicesWithATestForEachVerb { get; } =
    [
        "Catalog", "Ordering", "PurchasingUnits", "Logistics", "Crediting", "Accounts",
    ];

    [Theory, MemberData(nameof(ServicesWithATestForEachVerb))]
    public void Each_endpoint_and_consumer_has_a_test_file_of_its_name(string service)
    {
        var tested = Sources.Files("*Tests.cs", "tests", $"{service}.Tests").Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(
            VerbsOf(service).Where(verb => !tested.Contains($"{Path.GetFileNameWithoutExtension(verb)}Tests.cs")).Select(Sources.Relative));
    }

    [Theory, MemberData(nameof(ServicesWithATestForEachVerb))]
    public void A_file_has_one_endpoint(string service) =>
        Assert.Empty(VerbsOf(service).Where(file => Endpoint().Count(File.ReadAllText(file)) > 1).Select(Sources.Relative));

    /// <summary>Files with an endpoint, a consumer, what applies an event of the ledger, or a background service.</summary>
    static IEnumerable<string> VerbsOf(string service) =>
        Sources.Files("*.cs", "services", service).Where(file => Verb().IsMatch(File.ReadAllText(file)));

    [GeneratedRegex(@"\.Map(Get|Post|Put|Patch|Delete)\(|: IConsume<|: IConsumeSeveral|: IApplyEvent<|: BackgroundService")]
    private static partial Regex Verb();

    [GeneratedRegex(@"\.Map(Get|Post|Put|Patch|Delete)\(")]
    private static partial Regex Endpoint();
}
