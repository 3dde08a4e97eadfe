using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Background;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Crediting.Alerts;

/// <summary>When alerts are evaluated.</summary>
public sealed record AlertOptions
{
    /// <summary>Whether they are evaluated once a day; else only when somebody calls for it.</summary>
    public bool Daily { get; init; } = true;

    /// <summary>How often it is looked whether a day has begun since the last evaluation.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>
/// Evaluates once a day what needs attention (R11) → AlertRaised. It compares what holds with what was raised: an alert is raised once
/// while it holds, its level may rise, and it closes when it no longer holds. What it looks at are ends of months and trailing periods, so
/// that a service that was down for days finds the same as one that was not.
/// </summary>
public sealed partial class EvaluateAlerts(
    IServiceScopeFactory scopes, RowWork<CreditingDb> work, TimeProvider clock, IOptions<AlertOptions> options,
    ILogger<EvaluateAlerts> logger)
    : BackgroundService
{
    static readonly AlertKind[] Kinds =
    [
        AlertKind.ProgressLag, AlertKind.NoSales, AlertKind.Dependence, AlertKind.SingleBuyer, AlertKind.DecemberSpike,
        AlertKind.OverdueAcceptance,
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Every, clock);
        do
        {
            if (!options.Value.Daily)
            {
                return;
            }

            try
            {
                if (await IsDueAsync(stoppingToken))
                {
                    await EvaluateAsync(stoppingToken);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // It is tried again at the next look; the reason has to be seen meanwhile.
                Failed(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Evaluates what holds now, and tells how many alerts were raised.</summary>
    public async Task<int> EvaluateAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditingDb>();
        var now = WholeMilliseconds(clock.GetUtcNow());
        var today = BusinessDay.Of(now);

        // What takes long is read before anything is locked; two processes find the same.
        var sets = (await db.RuleSets.AsNoTracking().ToListAsync(ct)).Select(RegistryCache.RuleSetOf);
        var parameters = new RegistryFacts(new Pairings([]), [], sets).RuleSetOn(today).Parameters;
        List<Finding> found =
        [
            .. await PairingFindings.FindAsync(db, today, parameters, ct),
            .. await SupplyFindings.FindAsync(db, today, parameters, ct),
            .. await OpenFindings.FindAsync(db, now, ct),
        ];

        var findings = found.DistinctBy(finding => (finding.Kind, finding.ObjectId))
            .ToDictionary(finding => KeyOf(finding.Kind, finding.ObjectId), StringComparer.Ordinal);
        var held = (await db.Alerts.AsNoTracking().Where(alert => alert.EndedAt == null && Kinds.Contains(alert.Kind))
            .Select(alert => new { alert.Kind, alert.ObjectId }).ToListAsync(ct)).Select(alert => KeyOf(alert.Kind, alert.ObjectId));
        List<string> keys = [.. findings.Keys.Union(held, StringComparer.Ordinal)];
        HashSet<string> raised = [], ended = [];

        // One alert that can't be kept must not keep the others from being raised.
        await work.DoAsync<string>(
            "evaluate-alerts",
            (_, aside, _) => Task.FromResult(keys.Except(aside).ToList()),
            async (alerts, some, token) =>
            {
                await alerts.LockPositionAsync(ProjectionPosition.Alerts, token);
                var (isNew, isOver) = await CompareAsync(alerts, some, findings, now, token);
                await alerts.SaveChangesAsync(token);
                raised.UnionWith(isNew);
                ended.UnionWith(isOver);
            },
            ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        (await db.LockPositionAsync(ProjectionPosition.Alerts, ct)).At = now;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        Evaluated(logger, found.Count, raised.Count, ended.Count);
        return raised.Count;
    }

    static string KeyOf(AlertKind kind, string objectId) => $"{kind}/{objectId}";

    /// <summary>Compares some of what holds with what was raised; returns the keys of those that are new and of those that end.</summary>
    static async Task<(List<string> Raised, List<string> Ended)> CompareAsync(
        CreditingDb db, IReadOnlyList<string> keys, Dictionary<string, Finding> findings, DateTimeOffset now, CancellationToken ct)
    {
        var held = (await db.Alerts.Where(alert => alert.EndedAt == null && Kinds.Contains(alert.Kind)).ToListAsync(ct))
            .ToDictionary(alert => KeyOf(alert.Kind, alert.ObjectId), StringComparer.Ordinal);
        List<string> raised = [], ended = [];
        foreach (var key in keys)
        {
            var known = held.GetValueOrDefault(key);
            if (!findings.TryGetValue(key, out var finding))
            {
                if (known is not null)
                {
                    known.End(now);
                    ended.Add(key);
                }

                continue;
            }

            if (known is not null)
            {
                if (known.ClosedAt is null)
                {
                    known.Level = finding.Level > known.Level ? finding.Level : known.Level;
                    (known.Value, known.Threshold) = (finding.Value, finding.Threshold);
                    continue;
                }

                if (finding.Level <= known.Level)
                {
                    // Somebody has seen to it, and it has not become worse.
                    continue;
                }

                known.End(now);
            }

            var alert = AlertOf(finding, now);
            db.Add(alert);
            db.Publish(SaleAlerts.ToMessage(alert));
            raised.Add(key);
        }

        return (raised, ended);
    }

    static Alert AlertOf(Finding finding, DateTimeOffset now) => new()
    {
        AlertId = StableIds.Of(string.Create(
            CultureInfo.InvariantCulture, $"alert/{finding.Kind}/{finding.ObjectId}/{finding.Level}/{now.ToUnixTimeMilliseconds()}")),
        Kind = finding.Kind,
        Level = finding.Level,
        ObjectId = finding.ObjectId,
        ObjectName = finding.ObjectName,
        Value = finding.Value,
        Threshold = finding.Threshold,
        OwnerPath = finding.OwnerPath,
        PartnerPath = finding.PartnerPath,
        Since = now,
    };

    async Task<bool> IsDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditingDb>();
        var last = await db.ProjectionPositions.AsNoTracking()
            .Where(position => position.Name == ProjectionPosition.Alerts).Select(position => position.At).SingleAsync(ct);
        return BusinessDay.Of(last) < BusinessDay.Of(clock.GetUtcNow());
    }

    static DateTimeOffset WholeMilliseconds(DateTimeOffset now) => DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());

    [LoggerMessage(LogLevel.Information, "Evaluated alerts: {Found} hold, {Raised} raised, {Ended} over")]
    static partial void Evaluated(ILogger logger, int found, int raised, int ended);

    [LoggerMessage(LogLevel.Error, "Could not evaluate the alerts")]
    static partial void Failed(ILogger logger, Exception failure);
}
