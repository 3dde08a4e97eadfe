using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Alerts;

/// <summary>GET /credits/alerts: what needs attention, from the newest down (R11).</summary>
public static class ListAlerts
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/alerts", HandleAsync)
        .WithName("ListAlerts").WithSummary("预警与整改 Alerts and what to do").For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<AlertView>>> HandleAsync(
        CreditingDb db, TimeProvider clock, [AsParameters] PageQuery page,
        CancellationToken ct, AlertKind? kind = null, AlertState? state = null)
    {
        var alerts = db.Alerts.AsNoTracking().Where(alert => (kind == null || alert.Kind == kind)
            && (state == null || (state == AlertState.Open ? alert.ClosedAt == null : alert.ClosedAt != null)));
        if (Cursor.Decode(page.After, 2) is [var since, var last])
        {
            var (at, id) = (
                DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Cursor.Number(since), 0, 4_102_444_800_000)), Cursor.Id(last));
            alerts = alerts.Where(alert => alert.Since < at || (alert.Since == at && alert.AlertId.CompareTo(id) < 0));
        }

        var rows = await alerts.OrderByDescending(alert => alert.Since).ThenByDescending(alert => alert.AlertId)
            .Take(page.Size + 1).ToListAsync(ct);
        var owners = await Parties.ReadAsync(
            db,
            rows.Select(alert => alert.OwnerPath).Where(path => path.Length > 0).Select(path => new RegionPath(path).RegionId),
            BusinessDay.Of(clock.GetUtcNow()),
            ct);
        return TypedResults.Ok(Page.Of(
            rows,
            page.Size,
            alert => AlertView.Of(alert, owners),
            alert => Cursor.Encode(alert.Since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), alert.AlertId.ToString())));
    }
}

/// <summary>Whether an alert is open.</summary>
public enum AlertState
{
    Open = 1,
    Closed = 2,
}

/// <summary>An alert as officials see it.</summary>
public sealed record AlertView
{
    public required Guid AlertId { get; init; }

    public required AlertKind Kind { get; init; }

    public required BilingualText KindWords { get; init; }

    public required AlertLevel Level { get; init; }

    public required BilingualText LevelWords { get; init; }

    public required string ObjectId { get; init; }

    public required string ObjectName { get; init; }

    public required string Value { get; init; }

    public required string Threshold { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>The region whose officials have to act; null when none is known.</summary>
    public Party? Owner { get; init; }

    /// <summary>提前介入指导, 限期整改 or 体系重构建议, by its level.</summary>
    public required BilingualText Action { get; init; }

    /// <summary>When what it is about was over; null while it holds, or for a single sale.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? ClosedBy { get; init; }

    public string? Note { get; init; }

    public static AlertView Of(Alert alert, IReadOnlyDictionary<string, Party> owners)
    {
        var owner = alert.OwnerPath.Length == 0 ? null : new RegionPath(alert.OwnerPath).RegionId;
        return new AlertView
        {
            AlertId = alert.AlertId,
            Kind = alert.Kind,
            KindWords = AlertWords.Of(alert.Kind),
            Level = alert.Level,
            LevelWords = AlertWords.Of(alert.Level),
            ObjectId = alert.ObjectId,
            ObjectName = alert.ObjectName,
            Value = alert.Value,
            Threshold = alert.Threshold,
            Since = alert.Since,
            Owner = owner is null ? null : owners.GetValueOrDefault(owner, new Party(owner, null, owner)),
            Action = AlertWords.Action(alert.Level),
            EndedAt = alert.EndedAt,
            ClosedAt = alert.ClosedAt,
            ClosedBy = alert.ClosedBy,
            Note = alert.Note,
        };
    }
}

/// <summary>How alerts are called, and what is to be done about them.</summary>
public static class AlertWords
{
    public static BilingualText Of(AlertKind kind) => kind switch
    {
        AlertKind.ProgressLag => new("进度滞后", "Progress lag"),
        AlertKind.NoSales => new("连续无成交", "No sales"),
        AlertKind.Dependence => new("依赖度偏高", "Dependence on policy demand"),
        AlertKind.SingleBuyer => new("单一买家", "Single buyer"),
        AlertKind.Price => new("价格虚高", "Price above the ceiling"),
        AlertKind.BatchOverdraw => new("批次超量", "Batch overdrawn"),
        AlertKind.AmbiguousPairing => new("结对登记冲突", "Ambiguous pairing"),
        AlertKind.NonOriginGoods => new("非产地商品", "Non-origin goods"),
        AlertKind.FakeTrade => new("虚假交易", "Fake trade"),
        AlertKind.FacilitatorNamedLate => new("帮销主体登记过晚", "Facilitator named late"),
        AlertKind.DecemberSpike => new("异常走势（十二月突增）", "December spike"),
        AlertKind.OverdueAcceptance => new("逾期未验收", "Overdue acceptance"),
        AlertKind.ColdChain => new("冷链超温", "Breach of the cold chain"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static BilingualText Of(AlertLevel level) => level switch
    {
        AlertLevel.Yellow => new("黄色", "Yellow"),
        AlertLevel.Amber => new("橙色", "Amber"),
        AlertLevel.Red => new("红色", "Red"),
        AlertLevel.Hold => new("暂缓认定", "On hold"),
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    /// <summary>What is to be done, by level (R11).</summary>
    public static BilingualText Action(AlertLevel level) => level switch
    {
        AlertLevel.Yellow => new("提前介入指导", "Early guidance"),
        AlertLevel.Amber => new("限期整改", "Rectification within a term"),
        AlertLevel.Red => new("体系重构建议", "Proposal to rebuild the arrangement"),
        AlertLevel.Hold => new("核查后解除或驳回", "To be examined, then released or rejected"),
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}
