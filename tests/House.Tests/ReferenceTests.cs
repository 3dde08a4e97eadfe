using System.Text.RegularExpressions;
using System.Xml.Linq;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.House.Tests;

/// <summary>Who may reference whom.</summary>
public sealed partial class ReferenceTests
{
    static readonly string[] Services = ["Catalog", "Ordering", "PurchasingUnits", "Logistics", "Crediting", "Accounts"];

    public static TheoryData<string> ServiceNames { get; } = [.. Services];

    [Fact]
    public void Contracts_reference_nothing_and_the_kernel_and_the_libraries_know_no_contract()
    {
        Assert.Empty(ReferencesOf("contracts", "Contracts.csproj"));
        Assert.Empty(ReferencesOf("services", "Platform", "Platform.csproj"));
        Assert.Empty(ReferencesOf("services", "Tables", "Tables.csproj"));
        Assert.Empty(ReferencesOf("services", "Routing", "Routing.csproj"));
        Assert.Empty(ReferencesOf("services", "Printing", "Printing.csproj"));
    }

    [Theory, MemberData(nameof(ServiceNames))]
    public void A_service_references_the_kernel_the_contracts_and_at_most_the_libraries(string service)
    {
        var references = ReferencesOf("services", service, $"{service}.csproj")
            .Where(reference => reference is not ("Tables" or "Routing" or "Printing"));
        Assert.Equal(["Contracts", "Platform"], references.Order(StringComparer.Ordinal));
    }

    /// <summary>The portal asks services by HTTP, as anyone could.</summary>
    [Fact]
    public void The_portal_references_the_client_and_no_service()
    {
        Assert.Equal(
            ["Client", "Contracts", "Platform"], ReferencesOf("services", "Portal", "Portal.csproj").Order(StringComparer.Ordinal));
        Assert.Equal(["ClientGenerator"], ReferencesOf("contracts", "Client", "Client.csproj"));
        Assert.Empty(ReferencesOf("contracts", "ClientGenerator", "ClientGenerator.csproj"));
    }

    /// <summary>Whoever checks a report needs no service, and nothing that a service is made of.</summary>
    [Fact]
    public void The_verifier_references_the_contracts_alone()
    {
        Assert.Equal(["Contracts"], ReferencesOf("services", "Verifier", "Verifier.csproj"));
        Assert.DoesNotContain(
            "PackageReference", File.ReadAllText(Repository.PathOf("services", "Verifier", "Verifier.csproj")), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(ServiceNames))]
    public void A_domain_uses_nothing_but_the_system_the_contracts_values_and_refusals(string service)
    {
        var faults =
            from file in Sources.Files("*.cs", "services", service, "Domain")
            from line in File.ReadLines(file)
            where line.StartsWith("using ", StringComparison.Ordinal) && !IsAllowedInDomain(line, service)
            select $"{Sources.Relative(file)}: {line}";
        Assert.Empty(faults);
    }

    /// <summary>A message is read and written by the verbs; what is decided and stored doesn't change with it.</summary>
    [Theory, MemberData(nameof(ServiceNames))]
    public void Domain_and_storage_name_no_message(string service)
    {
        string[] messages = [.. Sources.Files("*.json", "contracts", "examples")
            .Select(file => Path.GetFileNameWithoutExtension(file).Split('.')[1]).Distinct()];
        Assert.Contains("OrderSubmitted", messages);
        var message = new Regex($@"\b({string.Join('|', messages)})\b");
        Assert.Empty(LinesThatName(message, service, "Domain").Concat(LinesThatName(message, service, "Storage")));
    }

    /// <summary>The web comes without a <c>using</c> into each file of a service, so its types are looked for by name.</summary>
    [Theory, MemberData(nameof(ServiceNames))]
    public void A_domain_names_nothing_of_the_web_the_bus_or_the_database(string service) =>
        Assert.Empty(LinesThatName(Framework(), service, "Domain"));

    [Theory, MemberData(nameof(ServiceNames))]
    public void A_service_has_its_page(string service)
    {
        Assert.True(File.Exists(Repository.PathOf("services", service, "README.md")), $"services/{service}/README.md is missing.");
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.PathOf("Marketplace.sln"));
        var missing = Sources.Files("*.csproj").Select(Sources.Relative)
            // The design-time project is built for one service at a time.
            .Where(project => !project.StartsWith(Path.Combine("deploy", "migrations"), StringComparison.Ordinal))
            .Where(project => !solution.Contains(project.Replace('/', '\\'), StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    [Fact]
    public void Polly_lives_in_one_place()
    {
        var home = Path.Combine("services", "Platform", "Outbound");
        var elsewhere = Sources.Files("*.cs", "services")
            .Where(file => File.ReadAllText(file).Contains("using Polly", StringComparison.Ordinal))
            .Select(Sources.Relative).Where(file => !file.StartsWith(home, StringComparison.Ordinal));
        Assert.Empty(elsewhere);
    }

    static bool IsAllowedInDomain(string line, string service)
    {
        var name = line["using ".Length..].Replace("static ", "", StringComparison.Ordinal).TrimEnd(';');
        return name.StartsWith("System", StringComparison.Ordinal)
            || name.StartsWith($"Marketplace.{service}.Domain", StringComparison.Ordinal)
            // Values and the parts of messages; a message itself is a matter of the verbs.
            || name.StartsWith("Marketplace.Contracts", StringComparison.Ordinal)
            // A refusal is how a domain says no; it knows nothing of the web.
            || name == "Marketplace.Platform.Refusals";
    }

    /// <summary>Lines of code, not of comments, in which a name occurs.</summary>
    static IEnumerable<string> LinesThatName(Regex name, string service, string folder) =>
        from file in Sources.Files("*.cs", "services", service, folder)
        from line in File.ReadLines(file)
        where name.IsMatch(line.Split("//", 2)[0])
        select $"{Sources.Relative(file)}: {line.Trim()}";

    [GeneratedRegex(
        @"\b(Microsoft|MassTransit|AspNetCore)\.|\b(Http\w+|I?Endpoint\w*|RouteGroupBuilder|WebApplication\w*|IResult|Results|TypedResults"
            + @"|IFormFile|ILogger\w*|IConfiguration\w*"
            + @"|IService(Provider|Collection|ScopeFactory)|IHost\w*|BackgroundService|IConsume|DbContext|DbSet)\b")]
    private static partial Regex Framework();

    static IEnumerable<string> ReferencesOf(params string[] project) =>
        XDocument.Load(Repository.PathOf(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
}
