namespace Marketplace.Catalog.Domain;

/// <summary>Certificates, terms and harvests lie between these days; other days are taken for typing errors.</summary>
static class CatalogDays
{
    public static readonly DateOnly First = new(2000, 1, 1);

    public static readonly DateOnly Last = new(2099, 12, 31);
}
