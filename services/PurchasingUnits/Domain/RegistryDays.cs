namespace Marketplace.PurchasingUnits.Domain;

/// <summary>The days that the registry takes; others are taken for typing errors.</summary>
public static class RegistryDays
{
    public static readonly DateOnly First = new(1949, 10, 1);

    public static readonly DateOnly Last = new(2100, 12, 31);
}
