// A picture that the person takes or picks: made small enough to travel, and drawn anew, so that
// nothing of where and with what it was taken is left.

const kLongestSide = 1600;  // of limits::kPictureSide: enough to read a receipt
const kMostBytes = 200_000;  // limits::kPictureBytes
const kQualities = [0.85, 0.7, 0.55, 0.4];
const kSmaller = 0.7;  // sides, where even the lowest quality is too large
const kNone = new ArrayBuffer(0);

/** Opens the browser's own choice of camera and files; calls back with a JPEG, or with nothing. */
export function pickPicture(onPicked) {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    input.addEventListener('change', async () => {
        const [file] = input.files;
        if (!file) return;
        onPicked(await smallJpeg(file).catch((error) => {
            console.warn(`picture: ${error}`);
            return kNone;
        }));
    });
    input.click();
}

async function smallJpeg(file) {
    const picture = await createImageBitmap(file, {imageOrientation: 'from-image'});
    try {
        let side = Math.min(kLongestSide, Math.max(picture.width, picture.height));
        for (;; side *= kSmaller) {
            const canvas = drawn(picture, side);
            for (const quality of kQualities) {
                const blob = await canvas.convertToBlob({type: 'image/jpeg', quality});
                if (blob.size <= kMostBytes) return blob.arrayBuffer();
            }
        }
    } finally {
        picture.close();
    }
}

function drawn(picture, longest) {
    const scale = longest / Math.max(picture.width, picture.height);
    const side = (length) => Math.max(1, Math.round(length * scale));
    const canvas = new OffscreenCanvas(side(picture.width), side(picture.height));
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';  // JPEG knows no transparency
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
}
