namespace Marketplace.Platform.Web;

/// <summary>How high an official's office is, the lowest first.</summary>
public enum OfficialTier
{
    County = 1,

    City = 2,

    Province = 3,

    Nation = 4,
}
