using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Rules;

/// <summary>A rule set was filed; as the journal keeps it.</summary>
public sealed record RuleSetFiled(int Version, DateOnly EffectiveFrom, RuleParameters Parameters, string Document);

/// <summary>POST /credits/rule-sets. Other parameters for sales recognised from a day on; what was decided stays (CR-25).</summary>
public sealed class FileRuleSet : IApplyEvent<RuleSetFiled>
{
    const int TextMax = 200;

    public sealed record Request : IChecked
    {
        /// <summary>The next number.</summary>
        public required int Version { get; init; }

        public required DateOnly EffectiveFrom { get; init; }

        public required RuleParameters Parameters { get; init; }

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.Text(Document, "document", TextMax);
            check.Range(Parameters.PriceCeilingRatio, 1m, 10m, "parameters.priceCeilingRatio");
            check.Range(Parameters.MonthCloseDay, 1, 28, "parameters.monthCloseDay");
            check.Range(Parameters.BenchmarkDays, 1, 730, "parameters.benchmarkDays");
            check.Range(Parameters.BenchmarkSalesMin, 1, 1_000, "parameters.benchmarkSalesMin");
            check.Range(Parameters.YearFreezeDay, 1, 31, "parameters.yearFreezeDay");
            check.Range(Parameters.DependenceAmber, 0m, Parameters.DependenceRed, "parameters.dependenceAmber");
            check.Range(Parameters.DependenceRed, 0m, 1m, "parameters.dependenceRed");
            check.Range(Parameters.LagAmber, 0m, Parameters.LagRed, "parameters.lagAmber");
            check.Range(Parameters.LagRed, 0m, 100m, "parameters.lagRed");
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/rule-sets", HandleAsync)
        .WithName("FileRuleSet")
        .WithSummary("发布口径版本 File a rule set")
        .For(Roles.Official).Decided(DecidedBy.Nation)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Created<RuleSetView>> HandleAsync(Request request, LedgerSession work, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        var last = await work.Db.RuleSets.MaxAsync(set => (int?)set.Version, ct) ?? RuleSet.First.Version;
        if (request.Version != last + 1)
        {
            throw new RuleBrokenException(
                "rule_set_version", $"下一个口径版本号应为 {last + 1}。", $"The next version is {last + 1}.");
        }

        if (ledger.Months.IsClosed(Month.Of(request.EffectiveFrom)))
        {
            throw new RuleBrokenException(
                "month_closed", "生效日所在月份已关账，口径只能从未关账的月份起变更。", "The month of that day is closed; a rule set begins in an open month.");
        }

        await ledger.ApplyAsync(new RuleSetFiled(request.Version, request.EffectiveFrom, request.Parameters, request.Document), ct);
        await ledger.WriteAsync(ct);
        return TypedResults.Created(
            "/credits/rule-sets", new RuleSetView(request.Version, request.EffectiveFrom, request.Parameters, request.Document));
    }

    public Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<RuleSetFiled> happened, CancellationToken ct)
    {
        foreach (var filed in happened)
        {
            ledger.AppendEvent(filed);
            ledger.Db.Add(new StoredRuleSet
            {
                Version = filed.Version,
                EffectiveFrom = filed.EffectiveFrom,
                Parameters = JsonSerializer.Serialize(filed.Parameters, JsonSerializerOptions.Web),
                Document = filed.Document,
                FiledAt = ledger.Now,
            });
            ledger.RegistryChanges();
        }

        return Task.CompletedTask;
    }
}
