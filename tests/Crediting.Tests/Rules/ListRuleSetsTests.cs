using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Rules;

/// <summary>GET /credits/rule-sets (CR-25).</summary>
public sealed class ListRuleSetsTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Every_role_reads_the_rule_sets_and_the_first_has_no_document(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        foreach (var role in (string[])[
            Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Carrier, Roles.Official, Roles.Auditor, Roles.Operator])
        {
            var first = Assert.Single((await service.Client(role, org: Guid.CreateVersion7(), region: "330211", tier: "County")
                .GetJsonAsync("/credits/rule-sets")).EnumerateArray());
            Assert.Equal(1, first.Number("version"));
            Assert.Equal(
                RuleParameters.Default.PriceCeilingRatio, first.GetProperty("parameters").GetProperty("priceCeilingRatio").GetDecimal());
            Assert.False(first.TryGetProperty("document", out var document) && document.ValueKind == JsonValueKind.String);
        }

        await service.ClientWith(null).RefusedAsync("/credits/rule-sets", HttpStatusCode.Unauthorized);
    }
}
