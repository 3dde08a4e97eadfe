using Marketplace.Client.Logistics;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Photos;

/// <summary>How photographs are called: of what, and by which side.</summary>
static class PhotoTerms
{
    extension(Language language)
    {
        public string Photo(PhotoSubject subject) => subject switch
        {
            PhotoSubject.Loading => language["装车", "Loading"],
            PhotoSubject.HandOver => language["交接", "Hand-over"],
            PhotoSubject.Arrival => language["到货", "Arrival"],
            PhotoSubject.Discrepancy => language["异常", "Discrepancy"],
            PhotoSubject.Return => language["退货", "Return"],
        };

        public string Side(CustodyHolder side) => side switch
        {
            CustodyHolder.Supplier => language["供应商", "Supplier"],
            CustodyHolder.Station => language["驿站", "Station"],
            CustodyHolder.Carrier => language["承运方", "Carrier"],
            CustodyHolder.Buyer => language["采购方", "Buyer"],
        };

        /// <summary>Whose, of what and when: what stands in place of the picture for who can't see it.</summary>
        public string About(PhotoView photo) => language[
            $"{language.Side(photo.By)}拍摄 · {language.Photo(photo.Subject)} · {language.At(photo.TakenAt ?? photo.RecordedAt)}",
            $"{language.Side(photo.By)} · {language.Photo(photo.Subject)} · {language.At(photo.TakenAt ?? photo.RecordedAt)}"];
    }

    /// <summary>Whether the picture is there: neither withdrawn nor forgotten.</summary>
    public static bool IsThere(this PhotoView photo) => photo.WithdrawnAt is null && photo.ForgottenAt is null;

    /// <summary>What is typed into a form that names it: the line, if it is of a certain one, and its id.</summary>
    public static string Named(this PhotoView photo) => $"{photo.LineId}/{photo.PhotoId}";
}
