using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Changes;

public sealed class ListChangesTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_side_sees_what_was_changed_and_whoever_answers_for_all_of_it_sees_by_whom(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync("330206", "513433", "2019-01-01");
        using (await units.Nation.PutIfMatchAsync(
            $"/units/pairings/{pairing.PairingId}", new { validTo = "2024-01-01", sourceDocument = "乙" }, 1, Ct))
        {
        }

        foreach (var region in (string[])["330206", "330200", "510000"])
        {
            var seen = await SeenAsync(units.Client(Roles.Official, region: region, tier: "City"), pairing);
            Assert.Equal([2, 1], seen.Select(change => change.GetProperty("version").GetInt64()));
            Assert.Equal(("Pairing", null, "乙"), (Text(seen[0], "kind"), Text(seen[0], "by"), Text(seen[0], "document")));
            Assert.False(seen[1].TryGetProperty("before", out var before) && before.ValueKind != JsonValueKind.Null);
            Assert.Equal("2024-01-01", seen[0].GetProperty("after").GetProperty("validTo").GetString());
        }

        foreach (var above in new[] { units.Nation, units.Client(Roles.Auditor) })
        {
            Assert.Equal(["test-official", "test-official"], (await SeenAsync(above, pairing)).Select(change => Text(change, "by")));
        }


        Assert.Empty(await SeenAsync(units.Client(Roles.Official, region: "441302", tier: "County"), pairing));
        await units.Client(Roles.Purchaser).RefusesAsync(http => http.GetAsync("/units/changes", Ct), 403, "role_not_allowed");

        static string? Text(JsonElement change, string name) => change.GetProperty(name).GetString();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Changes_come_in_pages_the_latest_first(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        for (var i = 0; i < 3; i++)
        {
            await units.RegisterUnitAsync();
        }

        var first = await units.Nation.GetBodyAsync<Page<JsonElement>>("/units/changes?kind=Unit&size=2");
        var second = await units.Nation.GetBodyAsync<Page<JsonElement>>($"/units/changes?kind=Unit&size=2&after={first.Next}");

        var numbers = first.Items.Concat(second.Items).Select(change => change.GetProperty("number").GetInt64()).ToList();
        Assert.Equal(numbers.OrderDescending(), numbers);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_on_record_can_not_be_changed_or_taken_away(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        await units.RegisterUnitAsync();
        await using var scope = units.OpenDb(out var db);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => db.Database.ExecuteSqlRawAsync("UPDATE registry_changes SET by = 'x'", Ct));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => db.Database.ExecuteSqlRawAsync("DELETE FROM registry_changes", Ct));
        Assert.False(await db.RegistryChanges.AnyAsync(change => change.By == "x", Ct));
    }

    static async Task<IReadOnlyList<JsonElement>> SeenAsync(HttpClient client, PairingView pairing) =>
        (await client.GetBodyAsync<Page<JsonElement>>($"/units/changes?objectId={pairing.PairingId}&kind=Pairing")).Items;
}
