namespace Marketplace.Logistics.Domain;

/// <summary>Coordinates (WGS 84) are kept in millionths of a degree, some 10 cm.</summary>
static class Degrees
{
    public static int? ToMicro(decimal? degrees) => degrees is { } given ? (int)decimal.Round(given * 1_000_000) : null;

    /// <summary>Along the great circle, rounded.</summary>
    public static int Kilometres(decimal latitude, decimal longitude, decimal otherLatitude, decimal otherLongitude)
    {
        var (north, south) = (ToRadians(latitude), ToRadians(otherLatitude));
        var across = Math.Pow(Math.Sin((north - south) / 2), 2)
            + (Math.Cos(north) * Math.Cos(south) * Math.Pow(Math.Sin(ToRadians(longitude - otherLongitude) / 2), 2));
        return (int)Math.Round(2 * 6_371 * Math.Asin(Math.Min(1, Math.Sqrt(across))));

        static double ToRadians(decimal degrees) => (double)degrees * Math.PI / 180;
    }

    public static decimal? OfMicro(int? microDegrees) => microDegrees / 1_000_000m;
}
