using Marketplace.Logistics.Domain;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Photos;

/// <summary>A picture as it is kept: known by its bytes, whatever it is called, and without what cameras write beside it.</summary>
/// <param name="Width">In pixels, as it is shown.</param>
/// <param name="Height">In pixels, as it is shown.</param>
/// <param name="Content">The picture alone.</param>
sealed record PhotoFile(PhotoFormat Format, int Width, int Height, byte[] Content)
{
    /// <summary>The largest file.</summary>
    public const int BytesMax = 5 * 1024 * 1024;

    public const string Jpeg = "image/jpeg";
    public const string Png = "image/png";
    public const string Webp = "image/webp";

    /// <summary>Nothing can be seen on less.</summary>
    const int SideMin = 16;

    /// <summary>Larger than any phone takes. A small file may claim more, and whoever opens it would run out of memory.</summary>
    const int SideMax = 12_000;

    const int PixelsMax = 64_000_000;

    /// <summary>Reads what was sent.</summary>
    /// <exception cref="InvalidRequestException">It is no whole picture of a kind that is taken.</exception>
    public static PhotoFile Read(ReadOnlySpan<byte> sent)
    {
        var file = JpegFile.Begins(sent) ? JpegFile.Read(sent)
            : PngFile.Begins(sent) ? PngFile.Read(sent)
            : WebpFile.Begins(sent) ? WebpFile.Read(sent)
            : throw new InvalidRequestException(
                "photo_format",
                "file",
                sent.IsEmpty ? "没有收到照片内容，请选择一张照片。" : "只接收 JPEG、PNG 或 WebP 照片；请换一种格式，或重新拍摄。",
                sent.IsEmpty ? "The file is empty: choose a photograph."
                    : "JPEG, PNG and WebP are taken; send it as one of them, or take it again.");
        if (file is null)
        {
            throw new InvalidRequestException(
                "photo_broken",
                "file",
                "照片不完整、已损坏，或不是普通的静态照片；请重新拍摄或重新上传。",
                "The picture is incomplete, damaged, or no plain still picture; take it again, or send it again.");
        }

        return file is { Width: >= SideMin and <= SideMax, Height: >= SideMin and <= SideMax } && file.Width * file.Height <= PixelsMax
            ? file
            : throw new InvalidRequestException(
                "photo_dimensions",
                "file",
                $"照片为 {file.Width}×{file.Height} 像素；每边须为 {SideMin} 至 {SideMax} 像素，总共不超过 {PixelsMax / 1_000_000} 百万像素。",
                $"The picture is {file.Width} by {file.Height} pixels; each side has {SideMin} to {SideMax}, "
                + $"and all of it at most {PixelsMax / 1_000_000} million.");
    }

    /// <summary>The media type.</summary>
    public static string TypeOf(PhotoFormat format) => format switch
    {
        PhotoFormat.Jpeg => Jpeg,
        PhotoFormat.Png => Png,
        PhotoFormat.Webp => Webp,
    };

    /// <summary>How a file of that kind is called.</summary>
    public static string EndingOf(PhotoFormat format) => format switch
    {
        PhotoFormat.Jpeg => "jpg",
        PhotoFormat.Png => "png",
        PhotoFormat.Webp => "webp",
    };
}
