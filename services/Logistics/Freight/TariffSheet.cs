using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Sheets;
using Marketplace.Tables;

namespace Marketplace.Logistics.Freight;

/// <summary>
/// Tariffs of a carrier as a table, with prices in yuan. Of two ends and a class one stands at a time, so that no id is needed.
/// </summary>
static class TariffSheet
{
    static readonly SheetWords<FreightClass> Classes = new(
        (FreightClass.Ambient, "常温"), (FreightClass.Chilled, "冷藏"), (FreightClass.Frozen, "冷冻"));

    public static RegisterSheet Sheet { get; } = new(
        "tariffs",
        [
            new("fromRegionId", "起点区划标识", "fromRegionId"),
            new("fromRegionName", "起点名称", "fromRegionName"),
            new("toRegionId", "终点区划标识", "toRegionId"),
            new("toRegionName", "终点名称", "toRegionName"),
            new("class", "温度等级", "class"),
            new("fenPerTonne", "每吨价（元）", "yuanPerTonne", ColumnKind.Fen),
            new("lorryKg", "整车载重（公斤）", "lorryKg", ColumnKind.Integer),
            new("lorryFen", "整车价（元）", "lorryYuan", ColumnKind.Fen),
            new("minimumFen", "最低收费（元）", "minimumYuan", ColumnKind.Fen),
            new("validFrom", "生效日", "validFrom", ColumnKind.Date),
            new("validUntil", "截止日", "validUntil", ColumnKind.Date),
            new("endedOn", "停用日", "endedOn", ColumnKind.Date),
        ],
        "fromRegionId", "toRegionId", "class", "fenPerTonne", "validFrom");

    public static IReadOnlyList<object?> RowOf(CarrierTariff tariff) =>
    [
        tariff.FromRegionId, tariff.From.Name, tariff.ToRegionId, tariff.To.Name, Classes.Of(tariff.Class), tariff.FenPerTonne,
        tariff.LorryKg, tariff.LorryFen, tariff.MinimumFen, tariff.ValidFrom, tariff.ValidUntil, tariff.EndedOn,
    ];

    /// <summary>What a row states; null when a cell can't be read or says what no request may say, which is noted at the cell.</summary>
    public static Row? Read(TableRow row)
    {
        var tariff = new Row
        {
            FromRegionId = row.Identifier("fromRegionId", max: 40),
            ToRegionId = row.Identifier("toRegionId", max: 40),
            Class = row.Choice("class", Classes.Meanings),
            FenPerTonne = row.Fen("fenPerTonne"),
            LorryKg = row.OptionalInt32("lorryKg"),
            LorryFen = row.OptionalFen("lorryFen"),
            MinimumFen = row.OptionalFen("minimumFen") ?? 0,
            ValidFrom = row.Day("validFrom"),
            ValidUntil = row.OptionalDay("validUntil"),
            EndedOn = row.OptionalDay("endedOn"),
        };
        return row.IsSound && Sheet.Accepts(row, tariff) ? tariff : null;
    }

    /// <summary>A row of the table.</summary>
    public sealed record Row : TariffStatement
    {
        /// <summary>The first day on which it stands no longer, since its carrier has ended it or stated another.</summary>
        public DateOnly? EndedOn { get; init; }
    }
}
