namespace Marketplace.Logistics.Domain;

/// <summary>Coordinates (WGS 84) are kept in millionths of a degree, some 10 cm.</summary>
static class Degrees
{
    public static int? ToMicro(decimal? degrees) => degrees is { } given ? (int)decimal.Round(given * 1_000_000) : null;

    public static decimal? OfMicro(int? microDegrees) => microDegrees / 1_000_000m;
}
