using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// Tries every endpoint of the OpenAPI documents as nobody, in the wrong role, and as a stranger to what it is about. The list of
/// endpoints comes from the documents themselves, so that none can be forgotten.
/// </summary>
[Collection(PreparedMarketplace.Name)]
public sealed class ScopeTests(PreparedMarketplace prepared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_endpoint_has_a_case_and_every_case_an_endpoint()
    {
        var documented = prepared.Operations.Select(operation => operation.Id).Order(StringComparer.Ordinal);
        Assert.Equal(documented, ScopeCases.All.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_token() => await TryAllAsync(
        (operation, @case) => (null, IsAs: answer => answer == HttpStatusCode.Unauthorized));

    [Fact]
    public async Task Nobody_gets_in_with_a_role_that_may_not() => await TryAllAsync(
        (operation, @case) => operation.Roles is ["*"] || PreparedMarketplace.AllRoles.All(operation.Roles.Contains)
            // Every role may; a caller without any may not, and the issuer gives no such token.
            ? (null, IsAs: answer => answer == HttpStatusCode.Unauthorized)
            : (
                prepared.StrangersToken(PreparedMarketplace.AllRoles.First(role => !operation.Roles.Contains(role))),
                IsAs: answer => answer == HttpStatusCode.Forbidden));

    [Fact]
    public async Task A_stranger_reaches_nothing_of_ours() => await TryAllAsync((operation, @case) => @case.Stranger == Stranger.Refused
        ? (prepared.StrangersToken(@case.As), IsAs: answer => answer is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        : @case.Stranger == Stranger.SpeaksForItself
        ? (prepared.StrangersToken(@case.As), IsAs: answer => answer is HttpStatusCode.Created or HttpStatusCode.Accepted)
        : (prepared.StrangersToken(@case.As), IsAs: answer => answer == HttpStatusCode.OK));

    [Fact]
    public async Task A_strangers_list_has_nothing_of_ours_in_it()
    {
        foreach (var (name, @case) in ScopeCases.All.Where(pair => pair.Value.Stranger == Stranger.SeesNothing))
        {
            using var answer = await prepared.SendAsync("GET", @case, prepared.StrangersToken(@case.As), Ct);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True(answer.IsSuccessStatusCode, $"{name}: {text}");
            Assert.DoesNotContain(prepared.Ours.Ids, id => text.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("金阳", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_a_strangers_load_each_shipment_of_ours_is_refused()
    {
        var before = (await prepared.OrderNowAsync(Ct)).GetRawText();
        foreach (var (name, @case) in ScopeCases.All.Where(pair => pair.Value.Stranger == Stranger.RefusedEachItem))
        {
            using var answer = await prepared.SendAsync("POST", @case, prepared.StrangersToken(@case.As), Ct);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True(answer.IsSuccessStatusCode, $"{name}: {text}");
            var item = Assert.Single(JsonElement.Parse(text).GetProperty("items").EnumerateArray());
            Assert.Equal((int)HttpStatusCode.NotFound, item.GetProperty("problem").GetProperty("status").GetInt32());
            Assert.False(item.TryGetProperty("shipment", out var shipment) && shipment.ValueKind == JsonValueKind.Object, text);
        }

        Assert.Equal(before, (await prepared.OrderNowAsync(Ct)).GetRawText());
    }

    [Fact]
    public async Task An_official_reads_from_either_side_of_a_pairing_the_same_figure()
    {
        var path = ScopeCases.All["ReportPairingProgress"].Path(prepared.Ours);
        var east = await RowsAsync(await prepared.Http.SignInAsync(Roles.Official, null, "330211", "County", Ct), path);
        var west = await RowsAsync(await prepared.Http.SignInAsync(Roles.Official, null, "513430", "County", Ct), path);
        var ofEast = Assert.Single(east, row => row.GetProperty("tier").GetString() == "County");
        var ofWest = Assert.Single(west, row => row.GetProperty("tier").GetString() == "County");
        Assert.Equal(ofEast.GetRawText(), ofWest.GetRawText());
        Assert.True(ofEast.GetProperty("yearToDate").GetProperty("fen").GetInt64() > 0);
    }

    async Task<List<JsonElement>> RowsAsync(string token, string path) =>
        [.. (await prepared.Http.GetAsync(token, path, Ct)).GetProperty("rows").EnumerateArray()];

    async Task TryAllAsync(Func<Operation, ScopeCase, (string? Token, Func<HttpStatusCode, bool> IsAs)> expectation)
    {
        var faults = new List<string>();
        foreach (var operation in prepared.Operations)
        {
            if (!ScopeCases.All.TryGetValue(operation.Id, out var @case))
            {
                continue;
            }

            var (token, isAs) = expectation(operation, @case);
            if (@case.Stranger is Stranger.CannotBe && token is not null
                && operation.Roles.Contains(@case.As) && token == prepared.StrangersToken(@case.As))
            {
                continue;
            }

            using var answer = await prepared.SendAsync(operation.Method, @case, token, Ct);
            if (!isAs(answer.StatusCode))
            {
                faults.Add($"{operation.Id}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.Equal(prepared.OrderBefore, (await prepared.OrderNowAsync(Ct)).GetRawText());
    }
}
