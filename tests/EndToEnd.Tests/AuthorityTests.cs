using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// Tries every command as five callers who see the matter and must not decide it alone: one side of it, whoever gains, a lower tier, a
/// token with two roles, an official without a region.
/// </summary>
[Collection(PreparedMarketplace.Name)]
public sealed class AuthorityTests(PreparedMarketplace prepared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_command_says_on_whose_authority_it_acts_and_has_its_cases()
    {
        var commands = prepared.Operations.Where(operation => operation.Method != "GET").ToList();
        Assert.All(commands, command => Assert.True(command.DecidedBy is not null, command.Id));
        var needed = commands.Select(command => (command.Id, Kinds: KindsOf(command))).Where(command => command.Kinds.Length > 0)
            .SelectMany(command => command.Kinds.Select(kind => $"{command.Id} {kind}"));
        var there = AuthorityCases.All.SelectMany(cases => cases.Value.Select(@case => $"{cases.Key} {@case.Kind}"));
        Assert.Equal(needed.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_decides_alone_what_is_not_his_alone()
    {
        var before = await StateAsync();
        var faults = new List<string>();
        foreach (var operation in prepared.Operations)
        {
            foreach (var @case in AuthorityCases.All.GetValueOrDefault(operation.Id, []))
            {
                if (@case.By is { } by && await TryAsync(operation, @case, by) is var answer && answer != @case.Answer)
                {
                    faults.Add($"{operation.Id} as {@case.Kind}: {answer} instead of {@case.Answer}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_token_with_two_roles_gets_in_nowhere() => await RefusesAllAsync(
        operation => operation.Roles is ["*"] ? null : prepared.TokenWith(
            ("role", new[] { operation.Roles[0], operation.Roles[0] == Roles.Auditor ? Roles.Operator : Roles.Auditor }),
            ("org", prepared.Ours.UnitId.ToString()),
            ("region", "330211"),
            ("tier", "County")),
        "one_role_a_token");

    [Fact]
    public async Task An_official_without_a_region_gets_in_nowhere() => await RefusesAllAsync(
        operation => operation.Roles.Contains(Roles.Official)
            ? prepared.TokenWith(("role", Roles.Official), ("tier", "Province"))
            : null,
        "region_missing");

    static CallerKind[] KindsOf(Operation command) => command.DecidedBy switch
    {
        "Sides" => [CallerKind.OneSide, CallerKind.Gainer, CallerKind.LowerTier],
        "Region" => [CallerKind.Gainer, CallerKind.LowerTier],
        "Nation" => [CallerKind.LowerTier],
        _ => [],
    };

    async Task RefusesAllAsync(Func<Operation, string?> tokenOf, string code)
    {
        var faults = new List<string>();
        foreach (var operation in prepared.Operations)
        {
            if (tokenOf(operation) is { } token)
            {
                using var answer = await prepared.SendAsync(operation.Method, ScopeCases.All[operation.Id], token, Ct);
                if (await CodeAsync(answer) != code)
                {
                    faults.Add($"{operation.Id}: {(int)answer.StatusCode}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    async Task<string> TryAsync(Operation operation, AuthorityCase @case, TryingCaller by)
    {
        var scope = ScopeCases.All[operation.Id];
        var token = await prepared.Http.SignInAsync(by.Role, by.Org?.Invoke(prepared.Ours), by.Region, by.Tier, Ct);
        using var answer = await prepared.SendAsync(
            operation.Method, scope with { Path = @case.Path ?? scope.Path, Body = @case.Body ?? scope.Body }, token, Ct);
        return answer.StatusCode == HttpStatusCode.Accepted ? AuthorityCases.Waits : await CodeAsync(answer) switch
        {
            // Only who is not alone is told that the same is proposed already.
            "proposal_open" => AuthorityCases.Waits,
            var code => code ?? $"{(int)answer.StatusCode}",
        };
    }

    static async Task<string?> CodeAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        return !answer.IsSuccessStatusCode && JsonElement.Parse(text).TryGetProperty("code", out var code) ? code.GetString() : null;
    }

    /// <summary>What all the commands are about, as an auditor reads it.</summary>
    async Task<string> StateAsync()
    {
        var ours = prepared.Ours;
        var auditor = prepared.StrangersToken(Roles.Auditor);
        string[] paths =
        [
            $"/catalog/suppliers/{ours.SupplierId}", $"/catalog/recognitions/{ours.RecognitionId}",
            $"/units/purchasing-units/{ours.UnitId}", $"/units/facilitators/{ours.FacilitatorId}",
            $"/units/designations/{ours.DesignationId}", $"/units/pairings/{ours.PairingId}", $"/units/pairings/{ours.CityPairingId}",
            "/units/pairings?size=200", "/units/targets", "/units/facilitators", $"/ordering/orders/{ours.OrderId}",
            $"/logistics/disputes/{ours.DisputeId}", $"/logistics/carriers/{ours.CarrierId}",
            $"/logistics/carriers/{ours.SuspendedCarrierId}", $"/credits/sales/{ours.LineId}", "/credits/entries", "/credits/holds",
            $"/credits/corrections/{ours.CorrectionId}", "/credits/suspicions", $"/credits/imports/{ours.ImportId}",
            $"/credits/snapshots/{ours.SnapshotId}", "/credits/rule-sets", "/credits/measures", "/units/quota-ratios",
            $"/ordering/subsidies/{ours.SubsidyId}",
            .. ours.Proposals.Select(proposal => $"/{proposal.Key}/proposals/{proposal.Value}"),
        ];
        var states = new List<string>();
        foreach (var path in paths)
        {
            states.Add($"{path}: {(await prepared.Http.GetAsync(auditor, path, Ct)).GetRawText()}");
        }

        return string.Join('\n', states);
    }
}
