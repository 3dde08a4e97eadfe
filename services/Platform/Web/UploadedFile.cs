using Marketplace.Platform.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Platform.Web;

/// <summary>The file that a request sends: its body, or the one file of a form as browsers send it (multipart/form-data).</summary>
public sealed class UploadedFile : IAsyncDisposable
{
    const int InMemoryMax = 1024 * 1024;
    const int BoundaryLengthMax = 200;
    const int FieldsMax = 20;

    readonly Stream? _spooled;

    UploadedFile(Stream content, Stream? spooled, string? fileName) => (Content, _spooled, FileName) = (content, spooled, fileName);

    /// <summary>From its beginning; it can seek.</summary>
    public Stream Content { get; }

    /// <summary>As the form names it, without folders; null when the file is the body itself.</summary>
    public string? FileName { get; }

    /// <summary>Reads the file of a request; what is large is kept on disk.</summary>
    /// <exception cref="InvalidRequestException">The form is broken, or holds no file or several.</exception>
    public static async Task<UploadedFile> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadFormAsync(request, HeaderUtilities.RemoveQuotes(type.Boundary).Value, ct);
        }

        return request.Body.CanSeek
            ? new(request.Body, spooled: null, fileName: null)
            : await SpoolAsync(request.Body, fileName: null, ct);
    }

    public ValueTask DisposeAsync() => _spooled?.DisposeAsync() ?? ValueTask.CompletedTask;

    static async Task<UploadedFile> ReadFormAsync(HttpRequest request, string? boundary, CancellationToken ct)
    {
        if (boundary is not { Length: > 0 and <= BoundaryLengthMax })
        {
            throw Broken;
        }

        UploadedFile? found = null;
        try
        {
            var form = new MultipartReader(boundary, request.Body);
            for (var fields = 0; await form.ReadNextSectionAsync(ct) is { } section; fields++)
            {
                if (fields == FieldsMax)
                {
                    throw Broken;
                }

                if (section.GetContentDispositionHeader() is not { } field || !field.IsFileDisposition())
                {
                    continue;
                }

                if (found is not null)
                {
                    throw new InvalidRequestException(
                        "form_files_many", "file", "一次只能上传一个文件。", "Send one file at a time.");
                }

                var name = field.FileNameStar.HasValue ? field.FileNameStar : field.FileName;
                found = await SpoolAsync(section.Body, Path.GetFileName(HeaderUtilities.RemoveQuotes(name).Value?.Replace('\\', '/')), ct);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            await (found?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw Broken;
        }
        catch
        {
            await (found?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }

        return found ?? throw new InvalidRequestException(
            "form_file_missing", "file", "表单中没有文件，请以 file 字段上传文件。", "The form holds no file: send one as the field file.");
    }

    static async Task<UploadedFile> SpoolAsync(Stream body, string? fileName, CancellationToken ct)
    {
        var spooled = new FileBufferingReadStream(body, InMemoryMax);
        try
        {
            await spooled.DrainAsync(ct);
        }
        catch
        {
            await spooled.DisposeAsync();
            throw;
        }

        spooled.Position = 0;
        return new(spooled, spooled, string.IsNullOrEmpty(fileName) ? null : fileName);
    }

    static InvalidRequestException Broken => new(
        "form_broken", "$", "表单（multipart/form-data）不完整或格式不对，请重新上传。",
        "The form (multipart/form-data) is incomplete or malformed: send it again.");
}
