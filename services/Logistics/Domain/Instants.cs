namespace Marketplace.Logistics.Domain;

static class Instants
{
    /// <summary>The later of two. Clocks of several machines differ a little; what happens to a shipment never runs backwards.</summary>
    public static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
