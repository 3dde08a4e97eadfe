using System.Globalization;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// 万元, the unit in which officials read amounts. Only ever made on output; totals and ratios are computed from fen (CR-24).
/// </summary>
public static class TenThousandYuan
{
    const decimal Fen = 1_000_000m;

    /// <summary>Two places, half away from zero: "0.34".</summary>
    public static string Of(long fen) =>
        decimal.Round(fen / Fen, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture);
}
