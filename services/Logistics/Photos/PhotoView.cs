using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Photos;

/// <summary>What is known of a photograph; the picture itself is at /logistics/photos/{photoId}.</summary>
public sealed record PhotoView
{
    public required Guid PhotoId { get; init; }

    public required Guid ShipmentId { get; init; }

    public required PhotoSubject Subject { get; init; }

    /// <summary>The line whose goods it shows; absent when it is of no certain one.</summary>
    public Guid? LineId { get; init; }

    public int? LineNumber { get; init; }

    /// <summary>As what its sender has to do with the goods.</summary>
    public required CustodyHolder By { get; init; }

    /// <summary>The organisation that sent it.</summary>
    public required Guid SenderId { get; init; }

    /// <summary>When it was taken, as its sender says.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    public string? Note { get; init; }

    /// <summary>image/jpeg, image/png or image/webp.</summary>
    public required string ContentType { get; init; }

    /// <summary>In pixels, as it is shown.</summary>
    public required int Width { get; init; }

    /// <summary>In pixels, as it is shown.</summary>
    public required int Height { get; init; }

    /// <summary>The size of the picture.</summary>
    public required int Bytes { get; init; }

    /// <summary>SHA-256 of the picture as it is answered, without what cameras write beside it: 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Absent unless its sender has withdrawn it; the picture is gone then.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    public string? WithdrawalReason { get; init; }

    /// <summary>When the picture was forgotten because of its age; absent until then.</summary>
    public DateTimeOffset? ForgottenAt { get; init; }

    internal static PhotoView Of(ShipmentPhoto photo) => new()
    {
        PhotoId = photo.PhotoId,
        ShipmentId = photo.ShipmentId,
        Subject = photo.Subject,
        LineId = photo.LineId,
        LineNumber = photo.LineNumber,
        By = photo.By,
        SenderId = photo.SenderId,
        TakenAt = photo.TakenAt,
        RecordedAt = photo.RecordedAt,
        Note = photo.Note,
        ContentType = PhotoFile.TypeOf(photo.Format),
        Width = photo.Width,
        Height = photo.Height,
        Bytes = photo.Bytes,
        Sha256 = photo.Sha256,
        WithdrawnAt = photo.WithdrawnAt,
        WithdrawalReason = photo.WithdrawalReason,
        ForgottenAt = photo.ForgottenAt,
    };
}
